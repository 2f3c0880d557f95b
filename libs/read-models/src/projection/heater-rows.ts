import { HeaterBook } from '#domain/metering';
import type { HeaterRows } from '../changes.js';
import { shelfState, type Shelf } from './shelf.js';

/** What changed on each shelf, as rows in the order of their keys. */
export function* rowsOf(shelves: readonly Shelf[]): Generator<HeaterRows> {
  for (const shelf of shelves) {
    const { heater, book } = shelf;
    yield {
      state: { heater, state: shelfState(shelf) },
      cells: book.changedDays
        .toSorted((a, b) => a - b)
        .map((day) => ({ heater, day, data: JSON.stringify(HeaterBook.tidy(book.cells.get(day)!)) })),
      work: book.changedWork.map((one) => ({
        heater,
        day: one.day,
        after_cut: one.afterCut,
        data: JSON.stringify(one),
      })),
      held: book.heldChanged ? shelf.heldRows() : null,
    };
  }
}
