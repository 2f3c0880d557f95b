import Type from 'typebox';
import { Endpoint } from '../documents/document.js';
import { Id, LocalDate, Nullable, OneOf, Shape, Text, defineEvent, type EventOf } from '../schema/index.js';

const stream = 'owner-<owner>';
const owner = Id('owner');

export const OwnerRegistered = defineEvent(
  'OwnerRegistered',
  1,
  stream,
  'Someone owns buildings or holds their electricity contracts. A legal person: nothing here is sealed.',
  Shape({
    owner,
    kind: OneOf(['social-landlord', 'company', 'co-ownership', 'public-body'], 'kind'),
    name: Text('name'),
    address: Text('address'),
    country: Text('ISO 3166-1 alpha-2', 2),
    siren: Nullable(Text('SIREN, 9 digits', 9)),
    vatNumber: Nullable(Text('VAT number', 20)),
    vat: OneOf(['deducts', 'cannot-deduct'], 'whether it deducts VAT'),
    iban: Nullable(Text('IBAN', 34)),
    language: OneOf(['fr', 'en'], 'language of documents'),
    siret: Type.Optional(Nullable(Text('SIRET of the establishment, 14 digits', 14))),
    endpoint: Type.Optional(Nullable(Endpoint, 'where e-invoices go; none: its SIREN in scheme 0225')),
  }),
);
export type OwnerRegistered = EventOf<typeof OwnerRegistered>;

export const SelfBillingMandateGiven = defineEvent(
  'SelfBillingMandateGiven',
  1,
  stream,
  'The owner lets us draw up its invoices in its name (CGI art. 289 I-2).',
  Shape({ owner, mandate: Id('mandate'), from: LocalDate('first day'), to: Nullable(LocalDate('last day')) }),
);
export type SelfBillingMandateGiven = EventOf<typeof SelfBillingMandateGiven>;

export const SelfBillingMandateEnded = defineEvent(
  'SelfBillingMandateEnded',
  1,
  stream,
  'The mandate holds no longer.',
  Shape({ owner, mandate: Id('mandate'), on: LocalDate('last day') }),
);
export type SelfBillingMandateEnded = EventOf<typeof SelfBillingMandateEnded>;

export const NoRechargeUndertaken = defineEvent(
  'NoRechargeUndertaken',
  1,
  stream,
  'The owner undertakes not to charge residents of this site for the heat of these heaters.',
  Shape({ owner, site: Id('site'), from: LocalDate('first day'), to: Nullable(LocalDate('last day')) }),
);
export type NoRechargeUndertaken = EventOf<typeof NoRechargeUndertaken>;
