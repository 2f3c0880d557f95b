import Type from 'typebox';
import {
  Cents,
  Count,
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

/** Beside DocumentRendered: what becomes of a document once it is issued. */
const stream = 'document-<series>-<number>';
const document = { series: Id('series'), number: Text('number', 35) };
const ReasonCode = Type.String({
  pattern: '^[A-Z][A-Z0-9_]{0,39}$',
  description: 'reason code: capitals, digits and _, as the platform gives it',
});

export const DocumentSent = defineEvent(
  'DocumentSent',
  1,
  stream,
  'The document left for its reader.',
  Shape({
    ...document,
    on: LocalDate('sent'),
    channel: OneOf(['platform', 'email', 'post', 'portal'], 'how'),
    to: Nullable(Text('electronic or postal address, of a legal person'), 'null: a person, sealed beside it'),
    person: Nullable(
      SealedText('canonical {name, address} under the key of this document; its address is where it went'),
    ),
    evidence: Nullable(Text('message id, tracking number or receipt of the platform')),
  }),
);
export type DocumentSent = EventOf<typeof DocumentSent>;

export const DocumentDisputed = defineEvent(
  'DocumentDisputed',
  1,
  stream,
  'Somebody says that the document is wrong, in part or whole. It is owed as before until that is settled.',
  Shape({
    ...document,
    dispute: Id('dispute'),
    on: LocalDate('raised'),
    by: OneOf(['party', 'company', 'platform'], 'who raised it'),
    reasonCode: ReasonCode,
    text: Text('what is said to be wrong', 1000),
    amountCents: Nullable(
      Count('disputed, including VAT (cents of EUR)'),
      'null: the whole, or no amount is named',
    ),
  }),
);
export type DocumentDisputed = EventOf<typeof DocumentDisputed>;

export const DisputeSettled = defineEvent(
  'DisputeSettled',
  1,
  stream,
  'A dispute is over: the document stands, was credited, or the dispute was withdrawn.',
  Shape({
    ...document,
    dispute: Id('dispute'),
    on: LocalDate('settled'),
    outcome: OneOf(['upheld', 'credited', 'withdrawn'], 'the document stands, was credited; or withdrawn'),
    creditNote: Nullable(Text('number of the credit note, of the same series', 35), 'of a credited one'),
    text: Text('what was decided', 1000),
  }),
);
export type DisputeSettled = EventOf<typeof DisputeSettled>;

export const PlatformStatusRecorded = defineEvent(
  'PlatformStatusRecorded',
  1,
  stream,
  'What a platform of the French e-invoicing reform says of the document, or was told (XP Z12-012).',
  Shape({
    ...document,
    on: LocalDate('day of the status'),
    status: Type.Integer({ minimum: 200, maximum: 213, description: 'status, 200 to 213' }),
    platform: Text('platform', 100),
    reasonCode: Nullable(ReasonCode),
    text: Nullable(Text('what it says', 1000)),
    reference: Text('reference of the message', 100),
    amountCents: Nullable(
      Cents('received, including VAT; negative: taken back of what was told before'),
      'of status 212 alone: what this message reports as received',
    ),
  }),
);
export type PlatformStatusRecorded = EventOf<typeof PlatformStatusRecorded>;
