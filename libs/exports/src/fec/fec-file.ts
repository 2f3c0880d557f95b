import type { LocalDate } from '#domain/calendar';
import type { BookEntry, BookNames } from '../books/index.js';
import type { FecSeparator } from './columns.js';
import { encoded } from './latin9.js';
import { entryLines, FecNames, fecDate, headerLine, type Lettered } from './line.js';
import { RESULT_ACCOUNTS } from './opening.js';

/** `<SIREN>FEC<AAAAMMJJ of the year's last day>.txt` (LPF art. A47 A-1 X). */
export const fecFileName = (siren: string, yearEnd: LocalDate): string =>
  `${siren}FEC${fecDate(yearEnd)}.txt`;

const CHUNK_CHARACTERS = 65_536;

export interface FecContents {
  /** Entry that opens the year, or null where it opens with none. */
  readonly opening: BookEntry | null;
  /** Entries dated in the year, in the order of the log. */
  readonly entries: AsyncIterable<BookEntry> | Iterable<BookEntry>;
  readonly names: BookNames;
  readonly separator: FecSeparator;
  /** Absent: no posting bears a letter. */
  readonly lettered?: Lettered;
}

/** Labels of the accounts that only an opening has. */
function withResult(names: BookNames): BookNames {
  const labels = new Map<string, string>(
    Object.values(RESULT_ACCOUNTS).map(({ account, label }) => [account, label]),
  );
  return {
    ...names,
    account: (account) => {
      const known = names.account(account);
      return known === '' || known === account ? (labels.get(account) ?? known) : known;
    },
  };
}

/**
 * FEC-format extract of heatledger's journals for a fiscal year, in parts as they are read: ISO 8859-15, one header
 * line, the opening, then the entries, numbered without a gap from 1. Entries that post nothing are left out.
 */
export async function* fecBytes(contents: FecContents): AsyncGenerator<Uint8Array> {
  const { opening, separator, lettered } = contents;
  const names = new FecNames(withResult(contents.names));
  let text = headerLine(separator);
  let number = 0;
  if (opening !== null) text += entryLines({ ...opening, number: ++number }, names, separator);
  let validatedOn = '';
  for await (const book of contents.entries) {
    if (book.entry.postings.length === 0) continue;
    // The log is the order of validation: a clock that was put back does not bring an entry before the one before it.
    if (book.validatedOn > validatedOn) validatedOn = book.validatedOn;
    text += entryLines({ ...book, validatedOn, number: ++number }, names, separator, lettered);
    if (text.length < CHUNK_CHARACTERS) continue;
    yield encoded(text);
    text = '';
  }
  if (text !== '') yield encoded(text);
}
