import type { Posting } from '#domain/accounting';
import type { LocalDate } from '#domain/calendar';
import { exhausted } from '#domain/decision';
import type { BookEntry, BookNames } from '../books/index.js';
import { FEC_COLUMNS, type FecSeparator } from './columns.js';
import { fecText } from './latin9.js';
import type { Letter } from './lettering.js';

/** An entry with its number in the year. */
export interface NumberedEntry extends BookEntry {
  readonly number: number;
}

/** Line feed after carriage return: A47 A-1 allows either or both, and this is what every spreadsheet opens. */
export const LINE_END = '\r\n';

export const headerLine = (separator: FecSeparator): string => FEC_COLUMNS.join(separator) + LINE_END;

/** AAAAMMJJ */
export const fecDate = (date: LocalDate): string => date.replaceAll('-', '');

/** Decimal comma, no thousands separator; of cents that are not negative. */
export function fecAmount(cents: number): string {
  const digits = String(cents).padStart(3, '0');
  return `${digits.slice(0, -2)},${digits.slice(-2)}`;
}

export function journalLabel(journal: BookEntry['entry']['journal']): string {
  switch (journal) {
    case 'VE':
      return 'Ventes';
    case 'AC':
      return 'Achats';
    case 'BQ':
      return 'Banque';
    case 'OD':
      return 'Opérations diverses';
    case 'AN':
      return 'À nouveaux';
    default:
      return exhausted(journal);
  }
}

/** A label that is never empty (A47 A-1: CompteLib, EcritureLib, PieceRef). */
const orElse = (text: string, other: string): string => fecText(text) || fecText(other);

/** Texts of accounts and parties, made once each. */
export class FecNames {
  private readonly accounts = new Map<string, string>();
  private readonly parties = new Map<string, string>();

  constructor(private readonly names: BookNames) {}

  account(account: string): string {
    return remembered(this.accounts, account, () => orElse(this.names.account(account), account));
  }

  /** A client and an owner may go by the same id: the account says which. */
  party(party: string, account: string): string {
    return remembered(this.parties, `${account}/${party}`, () =>
      orElse(this.names.party(party, account), party),
    );
  }
}

function remembered(texts: Map<string, string>, key: string, make: () => string): string {
  const known = texts.get(key);
  if (known !== undefined) return known;
  const made = make();
  texts.set(key, made);
  return made;
}

/** Letter of a posting of the event of an index; null: none. */
export type Lettered = (index: number, place: Pick<Posting, 'account' | 'party'>) => Letter | null;

/** The lines of an entry, one a posting. */
export function entryLines(
  { index, entry, number, validatedOn }: NumberedEntry,
  names: FecNames,
  separator: FecSeparator,
  lettered: Lettered = () => null,
): string {
  const { journal, date, piece, label, postings } = entry;
  const head = [journal, journalLabel(journal), String(number), fecDate(date)];
  const pieceOf = [orElse(piece, String(number)), fecDate(date), orElse(label, piece)];
  const tail = [fecDate(validatedOn), '', ''];
  const line = ({ account, party, debitCents, creditCents }: Posting): string => {
    const letter = lettered(index, { account, party });
    return (
      [
        ...head,
        account,
        names.account(account),
        party ?? '',
        party === null ? '' : names.party(party, account),
        ...pieceOf,
        fecAmount(debitCents),
        fecAmount(creditCents),
        letter?.letter ?? '',
        letter === null ? '' : fecDate(letter.date),
        ...tail,
      ].join(separator) + LINE_END
    );
  };
  return postings.map(line).join('');
}
