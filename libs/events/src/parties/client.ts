import Type from 'typebox';
import {
  Count,
  Decimal,
  Id,
  LocalDate,
  Nullable,
  OneOf,
  Percent,
  Price,
  SealedText,
  Shape,
  Text,
  defineEvent,
  type EventOf,
} from '../schema/index.js';
import { Endpoint } from '../documents/document.js';
import { ComputeUnit } from '../prices/computing.js';

const stream = 'client-<client>';
const client = Id('client');

/** A legal person's identity is public; an individual's is sealed under a key of their own. */
export const Identity = Type.Union(
  [
    Shape({ name: Text('name'), address: Text('address'), email: Nullable(Text('e-mail', 200)) }),
    Shape({ person: SealedText('canonical {name, address, email} of the individual') }),
  ],
  { description: 'who it is' },
);

export const ClientRegistered = defineEvent(
  'ClientRegistered',
  1,
  stream,
  'Someone buys computing.',
  Shape({
    client,
    kind: OneOf(['company', 'individual', 'public-body', 'research'], 'kind'),
    identity: Identity,
    country: Text('ISO 3166-1 alpha-2', 2),
    siren: Nullable(Text('SIREN, 9 digits', 9)),
    vatNumber: Nullable(Text('VAT number', 20)),
    language: OneOf(['fr', 'en'], 'language of documents'),
    siret: Type.Optional(Nullable(Text('SIRET of the establishment invoiced, 14 digits', 14))),
    endpoint: Type.Optional(Nullable(Endpoint, 'where e-invoices go; none: its SIREN in scheme 0225')),
    vat: Type.Optional(
      Nullable(
        Shape({
          category: OneOf(['Z', 'E', 'G', 'O'], 'VAT category (UNTDID 5305)'),
          code: Nullable(Text('VATEX code', 40)),
          reason: Text('why no VAT is charged, as the invoice prints it'),
        }),
        'agreed with the tax adviser; none: what country and VAT number say',
      ),
    ),
  }),
);
export type ClientRegistered = EventOf<typeof ClientRegistered>;

export const ContractSigned = defineEvent(
  'ContractSigned',
  2,
  stream,
  'From this date, work under this contract is invoiced to the client at the prices of this list.',
  Shape({
    client,
    contract: Id('contract'),
    from: LocalDate('first day'),
    priceList: Id('price list of computing'),
    unit: ComputeUnit,
    pays: OneOf(
      ['completed', 'completed-failed', 'completed-preempted', 'all'],
      'which attempts are paid: completed ones, also failed or also preempted ones, or all',
    ),
    paymentDays: Type.Integer({ minimum: 0, maximum: 60, description: 'days to pay' }),
    reference: Nullable(Text("the client's own reference", 100)),
    to: Nullable(LocalDate('last day agreed'), 'last day agreed, or none'),
    renewalMonths: Nullable(
      Type.Integer({ minimum: 1, maximum: 120, description: 'months' }),
      'after the last day it goes on by so many months at a time unless ended in due time',
    ),
    notice: Shape(
      { priceDays: Count('before a new price'), endDays: Count('before an end') },
      'days of notice that the contract asks for',
    ),
    minimumEurPerMonth: Nullable(Price('least amount of a month, excluding VAT; pro-rated by calendar days')),
    discountPercent: Nullable(Percent('discount on every price')),
    allowanceUnits: Nullable(Decimal('units free of charge per month')),
    reserved: Nullable(
      Shape({
        units: Decimal('units a month paid whether used or not; pro-rated by calendar days'),
        eurPerUnit: Price('price per reserved unit, excluding VAT'),
      }),
      'capacity reserved: work of plan "reserved" up to it is included',
    ),
    purchaseOrder: Type.Optional(Nullable(Text('order or engagement number (BT-13)', 100))),
    buyerReference: Type.Optional(Nullable(Text('service code of a public body (BT-10)', 100))),
  }),
);
export type ContractSigned = EventOf<typeof ContractSigned>;

/** Research at price zero: quantity and forgone value are reported, nothing is invoiced. */
export const GrantGiven = defineEvent(
  'GrantGiven',
  1,
  stream,
  'From this date, work under this contract is given free for research; its value at this list is reported as forgone.',
  Shape({
    client,
    contract: Id('contract'),
    from: LocalDate('first day'),
    to: Nullable(LocalDate('last day')),
    beneficiary: Text('who benefits'),
    priceList: Id('list that values what is given'),
    limitCoreHours: Nullable(Type.Integer({ minimum: 1, maximum: 1e12 }), 'limit (core-hours), or none'),
  }),
);
export type GrantGiven = EventOf<typeof GrantGiven>;

export const ContractEnded = defineEvent(
  'ContractEnded',
  1,
  stream,
  'The contract ended.',
  Shape({
    client,
    contract: Id('contract'),
    on: LocalDate('last day'),
    notifiedOn: Type.Optional(
      Nullable(LocalDate('day notice was given'), 'day notice was given; null where both sides agreed'),
    ),
  }),
);
export type ContractEnded = EventOf<typeof ContractEnded>;

export const PriceRevisionNotified = defineEvent(
  'PriceRevisionNotified',
  1,
  stream,
  'The client was told of new prices of its list, as its contract asks.',
  Shape({
    client,
    contract: Id('contract'),
    priceList: Id('price list'),
    from: LocalDate('first day of the new prices'),
    sentOn: LocalDate('day the notice was sent'),
    evidence: Text('where the notice is kept'),
  }),
);
export type PriceRevisionNotified = EventOf<typeof PriceRevisionNotified>;
