import { exhausted } from '#domain/decision';
import type { AccrualsPosted, CreditNoteApplied, MoneyPaid, MoneyReceived, SetOffMade } from '#events';
import { foldEntries } from './fold-entry.js';
import type { FoldState, Place } from './fold-state.js';

type MoneyEvent = MoneyReceived | MoneyPaid | SetOffMade | CreditNoteApplied;
type Settles = readonly (MoneyReceived['data']['allocations'][number] & {
  readonly waitingVatCents?: number;
})[];

/** Money that came or went, or was set off: its entry, and what it settles. */
export function foldMoney(state: FoldState, event: MoneyEvent, place: Place): void {
  foldEntries(state, [event.data.entry], place);
  const { kind, subject, settles } = settlementOf(event);
  const { on: date } = event.data;
  settles.forEach(({ series, number, cents, waitingVatCents = 0 }, ord) => {
    state.changes.put('settlement', {
      idx: place.index,
      ord,
      kind,
      subject,
      date,
      series,
      number,
      cents,
      waiting_vat_cents: waitingVatCents,
    });
  });
}

function settlementOf(event: MoneyEvent): {
  readonly kind: string;
  readonly subject: string;
  readonly settles: Settles;
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
      const { creditNote, cited, cents, waitingVatCents } = event.data;
      const settles = [
        { ...creditNote, cents },
        { ...cited, cents, waitingVatCents },
      ];
      return { kind: 'credited', subject: creditNote.number, settles };
    }
    default:
      return exhausted(event);
  }
}

export function foldAccruals(state: FoldState, { data }: AccrualsPosted, place: Place): void {
  foldEntries(state, data.entries, place);
}
