import Type from 'typebox';
import {
  Id,
  LocalDate,
  Nullable,
  OneOf,
  SealedText,
  Shape,
  Text,
  defineEvent,
  type EventOf,
} from '../schema/index.js';

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
  }),
);
export type ClientRegistered = EventOf<typeof ClientRegistered>;

export const ContractSigned = defineEvent(
  'ContractSigned',
  1,
  stream,
  'From this date, work under this contract is invoiced to the client at the prices of this list.',
  Shape({
    client,
    contract: Id('contract'),
    from: LocalDate('first day'),
    priceList: Id('price list of computing'),
    unit: OneOf(['core-hour'], 'billable unit'),
    pays: OneOf(
      ['completed', 'all'],
      'which attempts are paid: completed ones, or all whatever their outcome',
    ),
    paymentDays: Type.Integer({ minimum: 0, maximum: 60, description: 'days to pay' }),
    reference: Nullable(Text("the client's own reference", 100)),
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
  Shape({ client, contract: Id('contract'), on: LocalDate('last day') }),
);
export type ContractEnded = EventOf<typeof ContractEnded>;
