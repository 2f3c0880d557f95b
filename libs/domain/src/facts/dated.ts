/**
 * Lists of dated facts. Precedence, the same for all of them: an entry holds from its `from`
 * until the next entry's; of two with the same `from` the later one in the log wins; an entry
 * that comes late is inserted where its date belongs and leaves the later ones alone.
 */
interface Dated {
  readonly from: string | number;
}

/** The list with the entry at its place; `replaces` says which earlier entry it stands for (default: the same `from`). */
export function insertDated<T extends Dated>(
  list: readonly T[],
  entry: T,
  replaces: (other: T) => boolean = (other) => other.from === entry.from,
): readonly T[] {
  const kept = list.filter((other) => !replaces(other));
  let at = kept.length;
  while (at > 0 && kept[at - 1]!.from > entry.from) at--;
  kept.splice(at, 0, entry);
  return kept;
}

/** The last entry that begins on or before the day (or instant). */
export function latestFrom<T extends Dated>(list: readonly T[], at: T['from']): T | null {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (list[middle]!.from <= at) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? null : list[low - 1]!;
}

/** The last entry that begins on or before the day, unless it ended before it (`to`: last day). */
export function latestSpan<T extends { readonly from: string; readonly to: string | null }>(
  list: readonly T[],
  date: string,
): T | null {
  const entry = latestFrom(list, date);
  return entry !== null && (entry.to === null || entry.to >= date) ? entry : null;
}
