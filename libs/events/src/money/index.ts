import Type from 'typebox';
import {
  Count,
  Id,
  LocalDate,
  Nullable,
  OneOf,
  Shape,
  Text,
  defineEvent,
  type EventOf,
} from '../schema/index.js';
import { EntryData } from '../documents/document.js';

/** One stream: what a document still awaits is decided in the order of these events. */
const stream = 'settlements';
const amountCents = Count('amount (cents of EUR), above 0');

/** How much of an amount settles which document. */
export const Allocations = Type.Array(
  Shape({
    series: Id('series of the document'),
    number: Text('number of the document', 35),
    cents: Count('settled (cents of EUR), above 0'),
  }),
  { maxItems: 200, description: 'documents it settles; what is left over waits on the suspense account' },
);

export const MoneyReceived = defineEvent(
  'MoneyReceived',
  1,
  stream,
  'A client paid. VAT on receipts falls due in proportion (CGI art. 269).',
  Shape({
    receipt: Id('receipt'),
    on: LocalDate('value date'),
    client: Id('client'),
    amountCents,
    allocations: Allocations,
    prepayment: Nullable(
      Shape({ contract: Id('contract'), vatRate: Text('VAT rate (%)', 8) }),
      'prepaid for a contract: a type 386 invoice follows',
    ),
    reference: Text('reference of the bank', 140),
    entry: EntryData,
  }),
);
export type MoneyReceived = EventOf<typeof MoneyReceived>;

export const MoneyPaid = defineEvent(
  'MoneyPaid',
  1,
  stream,
  'An owner, a resident, or a client holding a credit note was paid.',
  Shape({
    payment: Id('payment'),
    on: LocalDate('value date'),
    party: Shape({ kind: OneOf(['client', 'owner', 'resident'], 'kind'), id: Id('party') }),
    amountCents,
    allocations: Allocations,
    reference: Text('reference of the bank', 140),
    entry: EntryData,
  }),
);
export type MoneyPaid = EventOf<typeof MoneyPaid>;

export const SetOffMade = defineEvent(
  'SetOffMade',
  1,
  stream,
  'What a client owes and what the same party is credited as an owner were set off in cash; no document is netted.',
  Shape({
    setOff: Id('set-off'),
    on: LocalDate('date'),
    client: Id('client'),
    owner: Id('owner'),
    amountCents,
    receivables: Allocations,
    payables: Allocations,
    agreement: Text('agreement to set off', 140),
    entry: EntryData,
  }),
);
export type SetOffMade = EventOf<typeof SetOffMade>;

export const FiscalYearLocked = defineEvent(
  'FiscalYearLocked',
  1,
  'journal-years',
  'The books of a fiscal year are final: nothing is dated in it any more.',
  Shape({ from: LocalDate('first day'), to: LocalDate('last day'), reason: Text('who decided, and where') }),
);
export type FiscalYearLocked = EventOf<typeof FiscalYearLocked>;
