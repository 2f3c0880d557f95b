import { exhausted } from '#domain/decision';
import type { PartyRef } from '#domain/rating';
import type { CreditNoteApplied, MoneyPaid, MoneyReceived, SetOffMade } from '#events';
import { documentKey } from './settled-document.js';
import type { Step } from './standing.js';

export type SettlementEvent = MoneyReceived | MoneyPaid | SetOffMade | CreditNoteApplied;

/** The events of the stream, latest first: a state that costs nothing to keep, read when something is decided. */
export type SettlementsState = { readonly event: SettlementEvent; readonly before: SettlementsState } | null;

/** What the stream says so far. */
export interface Books {
  /** By document, in the order of the log. */
  readonly steps: ReadonlyMap<string, readonly Step[]>;
  /** Kept for a party on the suspense account; negative: paid too much to it. Key `kind:id`. */
  readonly suspense: ReadonlyMap<string, number>;
  readonly receipts: ReadonlyMap<string, MoneyReceived['data']>;
  readonly payments: ReadonlyMap<string, MoneyPaid['data']>;
  readonly setOffs: ReadonlyMap<string, SetOffMade['data']>;
  readonly applied: ReadonlySet<string>;
}

type Draft = {
  -readonly [Part in keyof Books]: Books[Part] extends ReadonlyMap<infer Key, infer Value>
    ? Map<Key, Value extends readonly Step[] ? Step[] : Value>
    : Set<string>;
};

export const partyKeyOf = ({ kind, id }: PartyRef): string => `${kind}:${id}`;

const allocate = (books: Draft, allocations: MoneyReceived['data']['allocations']): void => {
  for (const allocation of allocations) step(books, allocation, { kind: 'money', cents: allocation.cents });
};

/** The documents that money of an event settles; none of a credit note that is applied. */
export function allocationsOf(event: SettlementEvent): MoneyReceived['data']['allocations'] {
  switch (event.type) {
    case 'MoneyReceived':
    case 'MoneyPaid':
      return event.data.allocations;
    case 'SetOffMade':
      return [...event.data.receivables, ...event.data.payables];
    case 'CreditNoteApplied':
      return [];
    default:
      return exhausted(event);
  }
}

function step(
  books: Draft,
  document: { readonly series: string; readonly number: string },
  taken: Step,
): void {
  const key = documentKey(document);
  const steps = books.steps.get(key);
  if (steps === undefined) books.steps.set(key, [taken]);
  else steps.push(taken);
}

function keep(books: Draft, party: PartyRef, cents: number): void {
  const key = partyKeyOf(party);
  if (cents !== 0) books.suspense.set(key, (books.suspense.get(key) ?? 0) + cents);
}

function apply(books: Draft, event: SettlementEvent): void {
  switch (event.type) {
    case 'MoneyReceived':
      books.receipts.set(event.data.receipt, event.data);
      keep(books, { kind: 'client', id: event.data.client }, event.data.suspenseCents ?? 0);
      return allocate(books, event.data.allocations);
    case 'MoneyPaid':
      books.payments.set(event.data.payment, event.data);
      keep(books, event.data.party, -(event.data.suspenseCents ?? 0));
      return allocate(books, event.data.allocations);
    case 'SetOffMade':
      books.setOffs.set(event.data.setOff, event.data);
      return allocate(books, allocationsOf(event));
    case 'CreditNoteApplied': {
      const { creditNote, cited, cents, waitingVatCents } = event.data;
      books.applied.add(documentKey(creditNote));
      step(books, creditNote, { kind: 'credit', cents, waitingVatCents: 0 });
      return step(books, cited, { kind: 'credit', cents, waitingVatCents });
    }
    default:
      return exhausted(event);
  }
}

export function booksOf(state: SettlementsState): Books {
  const events: SettlementEvent[] = [];
  for (let at = state; at !== null; at = at.before) events.push(at.event);
  const books: Draft = {
    steps: new Map(),
    suspense: new Map(),
    receipts: new Map(),
    payments: new Map(),
    setOffs: new Map(),
    applied: new Set(),
  };
  for (const event of events.reverse()) apply(books, event);
  return books;
}
