import {
  accept,
  firstRefused,
  isSame,
  payloadOf,
  refuseIf,
  saidOnly,
  whereGiven,
  type Decision,
} from '#domain/decision';
import type { ClientRegistered } from '#events';
import { checkTaxIdentity } from './identity.js';
import { checkVatAgreed } from './vat-agreed.js';

export type Client = ClientRegistered['data'];
export type RegisterClient = { readonly type: 'RegisterClient' } & Client;

/**
 * Registering again corrects identity, VAT number or language. An individual's identity is sealed, and
 * nobody else's is; what is sealed cannot be compared, so it always leaves an event.
 */
export function registerClient(command: RegisterClient, before: Client | null): Decision<ClientRegistered> {
  const data = saidOnly(payloadOf(command), ['siret', 'endpoint', 'vat']);
  const individual = data.kind === 'individual';
  const sealed = 'person' in data.identity;
  const refused = firstRefused(
    checkTaxIdentity(data, before),
    refuseIf(
      individual && !sealed,
      'IDENTITY_NOT_SEALED',
      'person',
      "Give an individual's name and address as `person`: they are sealed.",
    ),
    refuseIf(
      !individual && sealed,
      'IDENTITY_MISSING',
      'identity',
      'Give name and address of a legal person as `identity`: they are public.',
    ),
    refuseIf(
      individual && (data.siren !== null || data.vatNumber !== null),
      'INDIVIDUAL_WITH_TAX_NUMBER',
      'siren',
      'An individual has neither SIREN nor VAT number; a sole trader is registered as a company.',
    ),
    refuseIf(
      data.country === 'FR' && !individual && data.siren === null,
      'SIREN_MISSING',
      'siren',
      'The invoice of a French legal person bears its SIREN.',
    ),
    refuseIf(
      data.country === 'FR' && data.kind === 'public-body' && data.siret === undefined,
      'SIRET_MISSING',
      'siret',
      'Chorus Pro addresses public bodies by the SIRET of the establishment that is invoiced.',
    ),
    refuseIf(
      individual && data.endpoint !== undefined,
      'INDIVIDUAL_WITH_ENDPOINT',
      'endpoint',
      'An individual receives no e-invoices; leave the electronic address out.',
    ),
    whereGiven(data.vat, (vat) => checkVatAgreed(vat, data)),
    refuseIf(
      before !== null && before.kind !== data.kind,
      'CLIENT_KIND_FIXED',
      'kind',
      `This client is registered as ${before?.kind}; register another id.`,
    ),
  );
  if (refused !== null) return refused;
  return isSame(before, data) ? accept() : accept({ type: 'ClientRegistered', data });
}
