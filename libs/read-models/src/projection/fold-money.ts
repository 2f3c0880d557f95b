import type { AccrualsPosted, MoneyPaid, MoneyReceived, SetOffMade } from '#events';
import { foldEntries } from './fold-entry.js';
import type { FoldState, Place } from './fold-state.js';

export function foldMoney(
  state: FoldState,
  event: MoneyReceived | MoneyPaid | SetOffMade,
  place: Place,
): void {
  foldEntries(state, [event.data.entry], place);
}

export function foldAccruals(state: FoldState, { data }: AccrualsPosted, place: Place): void {
  foldEntries(state, data.entries, place);
}
