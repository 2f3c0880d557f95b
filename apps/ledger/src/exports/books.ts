import { Inject, Injectable } from '@nestjs/common';
import type { Kysely } from 'kysely';
import type { FiscalCalendar } from '#domain/accounting';
import { type LocalDate, addDays, addMonths, firstDay } from '#domain/calendar';
import { invariant } from '#domain/decision';
import { addExact } from '#domain/quantity';
import type { BookEntry, BookExtract, BookNames, BookSpan } from '#exports/books';
import type { SettlementLink } from '#exports/fec';
import type { Tables } from '#read-models';
import { lowestCheckpoint } from '../commands/read-model-lookups.js';
import { Problem } from '../http/index.js';
import { READ_MODELS } from '../tokens.js';
import { balancesBefore, boundsOfBooks, countIn, movementsIn } from './book-sums.js';
import { type BookFacts, bookFactsAt } from './book-names.js';
import { type BookOrder, entriesIn } from './posting-pages.js';
import { settlementLinks } from './settlement-links.js';

/** Which part of the books; nothing given: all of them, now. */
export interface AskedBooks {
  readonly from?: LocalDate | undefined;
  readonly to?: LocalDate | undefined;
  /** The fiscal year of the company that ends in this calendar year, instead of both dates. */
  readonly year?: number | undefined;
  /** Last event that counts. */
  readonly atIndex?: number | undefined;
}

/** What a span holds: as many entries and postings, and Σ debit = Σ credit (cents). */
export interface BookTotals {
  readonly entries: number;
  readonly postings: number;
  readonly debitCents: number;
  readonly creditCents: number;
}

/** What moved on an account within a span, all its parties together (cents); `openingCents` is debit − credit before it. */
export interface AccountMovement {
  readonly account: string;
  readonly openingCents: number;
  readonly debitCents: number;
  readonly creditCents: number;
}

/** A part of the books as they stood at one index, whatever is recorded meanwhile. */
export interface OpenBooks {
  readonly span: BookSpan;
  readonly names: BookNames;
  readonly calendar: FiscalCalendar;
  readonly totals: BookTotals;
  /** Read in pages, as often as one asks; throws at the end where they are not what `totals` says. */
  entries(order: BookOrder): AsyncGenerator<BookEntry>;
  /** What was settled in the span, and by what. */
  settlements(): AsyncGenerator<SettlementLink>;
  /** Entries by date, with what stood on the accounts before. */
  extract(): Promise<BookExtract>;
  /** Of every account used up to the end of the span, ascending. */
  movements(): Promise<readonly AccountMovement[]>;
}

/** Days of the fiscal year that ends in a calendar year. */
export function fiscalYearEndingIn(
  year: number,
  startMonth: number,
): { readonly from: LocalDate; readonly to: LocalDate } {
  const begins = startMonth === 1 ? year : year - 1;
  const first = `${String(begins).padStart(4, '0')}-${String(startMonth).padStart(2, '0')}`;
  return { from: firstDay(first), to: addDays(firstDay(addMonths(first, 12)), -1) };
}

/** Reads the books for exports: one span at one index. */
@Injectable()
export class Books {
  constructor(@Inject(READ_MODELS) private readonly models: Kysely<Tables>) {}

  /**
   * Opens a part of the books. Throws 409 COMPANY_MISSING; 404 BOOKS_EMPTY where nothing is posted and no span is
   * asked for; 400 INDEX_UNKNOWN, SPAN_TWICE or SPAN_EMPTY.
   */
  async open(asked: AskedBooks): Promise<OpenBooks> {
    const index = await this.indexOf(asked.atIndex);
    const facts = await bookFactsAt(this.models, index);
    if (facts === null) throw await this.companyMissing(index);
    const span = await this.spanOf(asked, index, facts);
    const totals = await countIn(this.models, span);
    const entries = (order: BookOrder): AsyncGenerator<BookEntry> =>
      counted(entriesIn(this.models, span, order, facts.zone), totals);
    const { names, calendar } = facts;
    const extract = async (): Promise<BookExtract> => {
      const { accounts, openings } = await balancesBefore(this.models, span);
      return { span, names, accounts, openings, entries: entries('date') };
    };
    const movements = (): Promise<readonly AccountMovement[]> => movementsIn(this.models, span);
    const settlements = (): AsyncGenerator<SettlementLink> => settlementLinks(this.models, span);
    return { span, names, calendar, totals, entries, settlements, extract, movements };
  }

  /** Never registered, or not by the index that is asked for. */
  private async companyMissing(index: number): Promise<Problem> {
    const now = await bookFactsAt(this.models, (await lowestCheckpoint(this.models)) - 1);
    const remedy =
      now === null
        ? 'Register the company (register-company) first: the books are its own.'
        : `The company was not registered yet by index ${index}: the books are its own. Give a later atIndex.`;
    return new Problem(409, { code: 'COMPANY_MISSING', field: 'company', remedy });
  }

  private async indexOf(atIndex: number | undefined): Promise<number> {
    const known = (await lowestCheckpoint(this.models)) - 1;
    if (atIndex === undefined || atIndex <= known) return atIndex ?? known;
    throw new Problem(400, {
      code: 'INDEX_UNKNOWN',
      field: 'atIndex',
      remedy: `The books know events up to index ${known}. Give that or an earlier one, or wait.`,
    });
  }

  private async spanOf(
    { from, to, year }: AskedBooks,
    index: number,
    { calendar }: BookFacts,
  ): Promise<BookSpan> {
    if (year !== undefined) {
      if (from === undefined && to === undefined)
        return { index, ...fiscalYearEndingIn(year, calendar.startMonth) };
      const remedy = 'Give either a fiscal year or two dates.';
      throw new Problem(400, { code: 'SPAN_TWICE', field: 'year', remedy });
    }
    const bounds = from === undefined || to === undefined ? await boundsOfBooks(this.models, index) : null;
    const span = { index, from: from ?? bounds?.from, to: to ?? bounds?.to };
    if (span.from === undefined || span.to === undefined)
      throw new Problem(404, {
        code: 'BOOKS_EMPTY',
        field: from === undefined ? 'from' : 'to',
        remedy: `No entry is posted up to index ${index}. Give both dates for an extract without entries.`,
      });
    if (span.from <= span.to) return { index, from: span.from, to: span.to };
    throw new Problem(400, {
      code: 'SPAN_EMPTY',
      field: from === undefined ? 'to' : 'from',
      remedy: `The books go from ${bounds?.from ?? span.from} to ${bounds?.to ?? span.to}: give dates that meet them.`,
    });
  }
}

/** The same entries; throws after the last one where they do not add up to what was counted before. */
async function* counted(
  entries: AsyncGenerator<BookEntry>,
  { postings, debitCents, creditCents }: BookTotals,
): AsyncGenerator<BookEntry> {
  const sum = { postings: 0, debitCents: 0, creditCents: 0 };
  for await (const book of entries) {
    for (const posting of book.entry.postings) {
      sum.postings += 1;
      sum.debitCents = addExact(sum.debitCents, posting.debitCents);
      sum.creditCents = addExact(sum.creditCents, posting.creditCents);
    }
    yield book;
  }
  invariant(
    sum.postings === postings && sum.debitCents === debitCents && sum.creditCents === creditCents,
    `the books were read as ${JSON.stringify(sum)} and counted otherwise: the read models were made anew meanwhile`,
  );
}
