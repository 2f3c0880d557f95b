import Type from 'typebox';
import {
  Cents,
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
const amountCents = Count('amount (cents of EUR)');
const suspenseCents = Type.Optional(
  Cents('left over, kept on the suspense account; negative: taken from what waits there; absent: none'),
);

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
    suspenseCents,
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
    suspenseCents,
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

const DocumentRef = Shape({ series: Id('series'), number: Text('number', 35) });

export const CreditNoteApplied = defineEvent(
  'CreditNoteApplied',
  1,
  stream,
  'A credit note lowers what was still owed on the document it cites; VAT on receipts that was due already is taken back.',
  Shape({
    on: LocalDate('date of the credit note'),
    party: Shape({ kind: OneOf(['client', 'owner'], 'kind'), id: Id('party') }),
    creditNote: DocumentRef,
    cited: DocumentRef,
    cents: Count(
      'by which less is owed on the cited document; the rest is owed to the other party (cents of EUR)',
    ),
    waitingVatCents: Count('VAT of the cited document that no longer waits for a receipt (cents of EUR)'),
    entry: EntryData,
  }),
);
export type CreditNoteApplied = EventOf<typeof CreditNoteApplied>;

export const FiscalYearLocked = defineEvent(
  'FiscalYearLocked',
  1,
  'journal-years',
  'The books of a fiscal year are final: nothing is dated in it any more.',
  Shape({ from: LocalDate('first day'), to: LocalDate('last day'), reason: Text('who decided, and where') }),
);
export type FiscalYearLocked = EventOf<typeof FiscalYearLocked>;

export * from './entries-batches.js';
