import { type Kysely, type Selectable, type SelectQueryBuilder, sql } from 'kysely';
import { type ZoneOffsets, localDateAt } from '#domain/calendar';
import type { Entry } from '#domain/accounting';
import type { BookEntry, BookSpan } from '#exports/books';
import type { Tables } from '#read-models';

type Row = Selectable<Tables['posting']>;
type Rows = SelectQueryBuilder<Tables, 'posting', Row>;

/** `log`: as events were recorded; `date`: by date, and as recorded within a day. */
export type BookOrder = 'log' | 'date';

const PAGE_ROWS = 5_000;

const JOURNALS: ReadonlySet<string> = new Set<Entry['journal']>(['VE', 'AC', 'OD', 'BQ', 'AN']);
export const isJournal = (journal: string): journal is Entry['journal'] => JOURNALS.has(journal);

/**
 * The rows of one page in the order of the log, by its key. Dates must not be looked up in their index here: every page
 * would be sorted anew.
 */
function pageOfLog(rows: Rows, { from, to }: BookSpan, last: Row | undefined): Rows {
  const dated = rows.where(sql<boolean>`date || '' between ${from} and ${to}`);
  const rest =
    last === undefined ? dated : dated.where(sql<boolean>`(idx, line) > (${last.idx}, ${last.line})`);
  return rest.orderBy('idx').orderBy('line');
}

/** The same by date. Beside the place of the page before, a first date would only mislead the lookup. */
function pageOfDates(rows: Rows, { from, to }: BookSpan, last: Row | undefined): Rows {
  const rest =
    last === undefined
      ? rows.where('date', '>=', from)
      : rows.where(sql<boolean>`(date, idx, line) > (${last.date}, ${last.idx}, ${last.line})`);
  return rest.where('date', '<=', to).orderBy('date').orderBy('idx').orderBy('line');
}

/** Postings of a span, page by page; nothing below its index is ever added, so pages are of one state. */
async function* postings(
  models: Kysely<Tables>,
  span: BookSpan,
  order: BookOrder,
): AsyncGenerator<readonly Row[]> {
  const pageOf = order === 'log' ? pageOfLog : pageOfDates;
  let last: Row | undefined;
  for (;;) {
    const all: Rows = models.selectFrom('posting').selectAll().where('idx', '<=', span.index);
    const rows = await pageOf(all, span, last).limit(PAGE_ROWS).execute();
    if (rows.length > 0) yield rows;
    last = rows.at(-1);
    if (rows.length < PAGE_ROWS) return;
  }
}

const sameEntry = (a: Row, b: Row): boolean =>
  a.idx === b.idx && a.date === b.date && a.piece === b.piece && a.journal === b.journal;

function entryOfRows(rows: readonly Row[], zone: ZoneOffsets): BookEntry {
  const { idx, recorded_at, journal, date, piece, label } = rows[0]!;
  if (!isJournal(journal)) throw new Error(`posting of event ${idx} stands in journal ${journal}`);
  return {
    index: idx,
    validatedOn: localDateAt(zone, recorded_at),
    entry: {
      journal,
      date,
      piece,
      label,
      postings: rows.map(({ account, party, debit_cents, credit_cents }) => ({
        account,
        party,
        debitCents: debit_cents,
        creditCents: credit_cents,
      })),
    },
  };
}

/** Entries of a span, read in pages; an event may embed several, which differ by piece, journal or date. */
export async function* entriesIn(
  models: Kysely<Tables>,
  span: BookSpan,
  order: BookOrder,
  zone: ZoneOffsets,
): AsyncGenerator<BookEntry> {
  let open: Row[] = [];
  for await (const page of postings(models, span, order))
    for (const row of page) {
      if (open.length > 0 && !sameEntry(open[0]!, row)) {
        yield entryOfRows(open, zone);
        open = [];
      }
      open.push(row);
    }
  if (open.length > 0) yield entryOfRows(open, zone);
}
