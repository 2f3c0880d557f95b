import { exhausted } from '#domain/decision';
import type { AccrualsPosted, CreditNoteApplied, MoneyPaid, MoneyReceived, SetOffMade } from '#events';
import { foldEntries } from './fold-entry.js';
import type { FoldState, Place } from './fold-state.js';

type MoneyEvent = MoneyReceived | MoneyPaid | SetOffMade | CreditNoteApplied;
type Allocations = MoneyReceived['data']['allocations'];

/** Money that came or went, or was set off: its entry, and what it settles. */
export function foldMoney(state: FoldState, event: MoneyEvent, place: Place): void {
  foldEntries(state, [event.data.entry], place);
  const { kind, subject, settles } = settlementOf(event);
  settles.forEach(({ series, number, cents }, ord) => {
    const { on: date } = event.data;
    state.changes.put('settlement', { idx: place.index, ord, kind, subject, date, series, number, cents });
  });
}

function settlementOf(event: MoneyEvent): {
  readonly kind: string;
  readonly subject: string;
  readonly settles: Allocations;
} {
  switch (event.type) {
    case 'MoneyReceived':
      return { kind: 'received', subject: event.data.receipt, settles: event.data.allocations };
    case 'MoneyPaid':
      return { kind: 'paid', subject: event.data.payment, settles: event.data.allocations };
    case 'SetOffMade': {
      const { setOff, receivables, payables } = event.data;
      return { kind: 'set-off', subject: setOff, settles: [...receivables, ...payables] };
    }
    case 'CreditNoteApplied': {
      const { creditNote, cited, cents } = event.data;
      const settles = [creditNote, cited].map((document) => ({ ...document, cents }));
      return { kind: 'credited', subject: creditNote.number, settles };
    }
    default:
      return exhausted(event);
  }
}

export function foldAccruals(state: FoldState, { data }: AccrualsPosted, place: Place): void {
  foldEntries(state, data.entries, place);
}
