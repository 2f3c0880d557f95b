import { invariant } from '#domain/decision';
import { mandateOn, type Facts } from '#domain/facts';
import type { DocumentParty, OwnerRegistered } from '#events';
import type { DocumentDraft } from './draft.js';
import { endpointOf } from './e-invoice.js';
import type { MentionFacts } from './mentions.js';
import { referencesOf } from './references.js';

type Registered = Pick<OwnerRegistered['data'], 'country' | 'siren' | 'vatNumber' | 'siret' | 'endpoint'>;

function taxIdentityOf(
  { country, siren, vatNumber, siret = null, endpoint }: Registered,
  email: string | null,
) {
  const deliveredTo = endpointOf(endpoint, { country, siren, vatNumber }, email);
  return { country, siren, siret, vatNumber, endpoint: deliveredTo, legalMention: null };
}

/** The other party as it is registered; a person's name is sealed under the person's own key. */
export function registeredParty(facts: Facts, { party }: Pick<DocumentDraft, 'party'>): DocumentParty {
  if (party.kind === 'owner') {
    const owner = facts.owners.get(party.id)?.registered;
    invariant(owner !== undefined, `owner ${party.id} was never registered`);
    const { name, address } = owner;
    return { ...taxIdentityOf(owner, null), party: party.id, identity: { name, address } };
  }
  if (party.kind === 'resident') {
    const resident = facts.residents.get(party.id)?.registered;
    invariant(resident !== undefined, `resident ${party.id} was never registered`);
    const abroad = taxIdentityOf({ country: 'FR', siren: null, vatNumber: null }, null);
    return { ...abroad, party: party.id, identity: { person: resident.person } };
  }
  const client = facts.clients.get(party.id);
  invariant(client !== undefined, `client ${party.id} was never registered`);
  const { identity } = client;
  if ('person' in identity)
    return { ...taxIdentityOf(client, null), party: party.id, identity: { person: identity.person } };
  const { name, address, email } = identity;
  return { ...taxIdentityOf(client, email), party: party.id, identity: { name, address } };
}

/** What the sentences and references of a document depend on: mandates as of the cut, names as they are given. */
export function mentionFacts(
  atCut: Facts,
  names: Facts,
  { party, lines }: Pick<DocumentDraft, 'party' | 'lines'>,
  issueDate: string,
): MentionFacts {
  invariant(names.company !== null, 'a document without a company');
  const owner = party.kind === 'owner' ? atCut.owners.get(party.id) : undefined;
  return {
    company: names.company,
    client: party.kind === 'client' ? (names.clients.get(party.id) ?? null) : null,
    owner: party.kind === 'owner' ? (names.owners.get(party.id)?.registered ?? null) : null,
    mandate: owner === undefined ? null : mandateOn(owner, issueDate),
    ...(party.kind === 'client' ? { references: referencesOf(lines, atCut) } : {}),
  };
}
