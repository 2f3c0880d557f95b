import type { BookEntry, BookNames } from '#exports/books';
import { fecBytes, type FecSeparator } from '#exports/fec';
import { FecChecker, type FecCheckOptions, type FecReport } from '#exports/fec-check';

export const FEC_NAME = '000000018FEC20261231.txt';

export const NAMES: BookNames = {
  company: { name: 'Test Calcul SAS', siren: '000000018' },
  account: (account) => ({ '411': 'Clients', '706': 'Prestations' })[account] ?? account,
  party: (party) => (party === 'lumen' ? 'Société Lumière' : party),
};

/** Entries of small books; sides as [account, party, debit, credit] in cents. */
export function bookEntry(
  index: number,
  date: string,
  sides: readonly (readonly [account: string, party: string | null, debit: number, credit: number])[],
  of: Partial<BookEntry['entry']> = {},
): BookEntry {
  const postings = sides.map(([account, party, debitCents, creditCents]) => ({
    account,
    party,
    debitCents,
    creditCents,
  }));
  const entry = { journal: 'VE' as const, date, piece: `F-${index}`, label: `Facture F-${index}` };
  return { index, validatedOn: date, entry: { ...entry, ...of, postings } };
}

export async function fecOf(
  entries: readonly BookEntry[],
  { opening = null, separator = '\t', names = NAMES }: FecOf = {},
): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of fecBytes({ opening, entries, names, separator })) parts.push(part);
  return Buffer.concat(parts);
}

interface FecOf {
  readonly opening?: BookEntry | null;
  readonly separator?: FecSeparator;
  readonly names?: BookNames;
}

/** What the checker says of these bytes, given in parts. */
export function checked(
  bytes: Uint8Array | string,
  options: Partial<FecCheckOptions> = {},
  partBytes = 7_777,
): FecReport {
  const whole = typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes;
  const checker = new FecChecker({
    name: FEC_NAME,
    from: null,
    numbering: 'file',
    ignored: new Set(),
    ...options,
  });
  for (let at = 0; at < whole.length; at += partBytes) checker.write(whole.subarray(at, at + partBytes));
  return checker.end();
}
