import type { BookEntry, BookNames } from './books.js';

/** Who an entry is about: the name of its only party, or the company where it has none or several. */
export function payeeOf({ entry }: BookEntry, names: BookNames): string {
  const [first, ...others] = entry.postings.filter(({ party }) => party !== null);
  if (first === undefined || first.party === null) return names.company.name;
  if (others.some(({ party }) => party !== first.party)) return names.company.name;
  return names.party(first.party, first.account);
}
