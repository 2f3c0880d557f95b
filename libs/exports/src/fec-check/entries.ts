import { dayOf } from './fields.js';
import type { FecPlace, Findings } from './findings.js';
import type { FecField } from './layout.js';
import { sidesText, type FecLine, type Sides } from './line.js';
import { Numbering } from './numbering.js';

/** Whether one sequence numbers the entries of all journals, or each journal has its own. */
export type FecNumbering = 'file' | 'journal';

interface Entry {
  readonly number: string;
  readonly journal: string;
  readonly date: string;
  readonly piece: string;
  readonly pieceDate: string;
  readonly place: FecPlace;
  debit: bigint;
  credit: bigint;
  /** A line of it cannot be read: whether it balances is not known. */
  spoilt: boolean;
}

const NOTHING: Sides = { debit: 0n, credit: 0n };
const OPENING_CODE = /^(?:AN|RAN|ANO|ANOUV|OUV)$/i;
const OPENING_LABEL = /nouveau/i;

/** What lines say together: entries, their numbers and order, and the totals. One entry is kept at a time. */
export class Entries {
  private readonly numbering: Numbering;
  private current: Entry | null = null;
  private validated: number | null = null;
  private nextSpoilt = false;
  private anySpoilt = false;
  private openingOver = false;
  count = 0;
  totals: Sides = NOTHING;

  constructor(
    private readonly findings: Findings,
    private readonly by: FecNumbering,
  ) {
    this.numbering = new Numbering(findings);
  }

  /** A line that belongs to an entry, nobody knows to which. */
  unreadable(): void {
    if (this.current !== null) this.current.spoilt = true;
    this.nextSpoilt = true;
    this.anySpoilt = true;
  }

  /** @param sides null: the line does not say its amount */
  take(line: FecLine, sides: Sides | null): void {
    const entry = this.entryOf(line);
    this.checkSame(entry, line);
    this.checkOrder(line);
    if (sides === null) {
      entry.spoilt = true;
      this.anySpoilt = true;
      return;
    }
    entry.debit += sides.debit;
    entry.credit += sides.credit;
    this.totals = {
      debit: this.totals.debit + sides.debit,
      credit: this.totals.credit + sides.credit,
    };
  }

  end(): void {
    this.close();
    if (this.anySpoilt || this.totals.debit === this.totals.credit) return;
    this.findings.add('TOTAL_UNBALANCED', { line: null, column: null }, sidesText(this.totals));
  }

  private entryOf(line: FecLine): Entry {
    const [number, journal] = [line.of('EcritureNum'), line.of('JournalCode')];
    const { current } = this;
    if (current?.number === number && (this.by === 'file' || current.journal === journal)) return current;
    this.close();
    this.count++;
    if (number.trim() !== '')
      this.numbering.follow(number, this.by === 'file' ? '' : journal, line.place('EcritureNum'));
    this.checkOpening(line);
    this.current = {
      number,
      journal,
      date: line.of('EcritureDate'),
      piece: line.of('PieceRef'),
      pieceDate: line.of('PieceDate'),
      place: line.place('EcritureNum'),
      ...NOTHING,
      spoilt: this.nextSpoilt,
    };
    this.nextSpoilt = false;
    return this.current;
  }

  private close(): void {
    const { current } = this;
    if (current === null || current.spoilt || current.debit === current.credit) return;
    this.findings.add('ENTRY_UNBALANCED', current.place, `${current.number}: ${sidesText(current)}`);
  }

  private checkSame(entry: Entry, line: FecLine): void {
    const same = (rule: Parameters<FecLine['finds']>[0], field: FecField, first: string): void => {
      if (line.of(field) !== first) line.finds(rule, field);
    };
    same('ENTRY_JOURNALS', 'JournalCode', entry.journal);
    same('ENTRY_DATES', 'EcritureDate', entry.date);
    // An opening may name the documents that still stood.
    if (isOpening(line)) return;
    same('ENTRY_PIECES', 'PieceRef', entry.piece);
    same('ENTRY_PIECES', 'PieceDate', entry.pieceDate);
  }

  private checkOpening(line: FecLine): void {
    const opening = isOpening(line);
    if (opening && this.openingOver) line.finds('OPENING_NOT_FIRST', 'JournalCode');
    if (!opening) this.openingOver = true;
  }

  /** Openings may be validated long after: they stand first all the same. */
  private checkOrder(line: FecLine): void {
    const day = dayOf(line.of('ValidDate'));
    if (day === null || isOpening(line)) return;
    if (this.validated !== null && day < this.validated) line.finds('VALID_DATE_ORDER', 'ValidDate');
    this.validated = day;
  }
}

const isOpening = (line: FecLine): boolean =>
  OPENING_CODE.test(line.of('JournalCode')) || OPENING_LABEL.test(line.of('JournalLib'));
