import type { Kysely, Selectable } from 'kysely';
import type { BatchEntry } from '#exports/entries';
import type { Tables } from '#read-models';
import { isJournal } from '../posting-pages.js';

type Row = Selectable<Tables['posting']>;

const PAGE_ROWS = 5_000;

/** Part of the log, both ends included. */
export interface LogPart {
  readonly fromIndex: number;
  readonly toIndex: number;
}

async function* postings(models: Kysely<Tables>, { fromIndex, toIndex }: LogPart): AsyncGenerator<Row> {
  let after = { idx: fromIndex, line: -1 };
  for (;;) {
    const { idx, line } = after;
    const rows = await models
      .selectFrom('posting')
      .selectAll()
      .where('idx', '>=', idx)
      .where('idx', '<=', toIndex)
      .where(({ eb, and, or }) =>
        or([eb('idx', '>', idx), and([eb('idx', '=', idx), eb('line', '>', line)])]),
      )
      .orderBy('idx')
      .orderBy('line')
      .limit(PAGE_ROWS)
      .execute();
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE_ROWS) return;
    after = last;
  }
}

const sameEntry = (a: Row, b: Row): boolean =>
  a.idx === b.idx && a.date === b.date && a.piece === b.piece && a.journal === b.journal;

function entryOf(rows: readonly Row[], ordinal: number): BatchEntry {
  const { idx: index, recorded_at: recordedAt, journal, date, piece, label } = rows[0]!;
  if (!isJournal(journal)) throw new Error(`posting of event ${index} stands in journal ${journal}`);
  const of = rows.map(({ account, party, debit_cents, credit_cents }) => ({
    account,
    party,
    debitCents: debit_cents,
    creditCents: credit_cents,
  }));
  return { index, ordinal, recordedAt, entry: { journal, date, piece, label, postings: of } };
}

/** Entries that events of a part of the log embed, whatever their date, in the order of the log. */
export async function* entriesOfPart(models: Kysely<Tables>, part: LogPart): AsyncGenerator<BatchEntry> {
  let open: Row[] = [];
  let ordinal = 1;
  for await (const row of postings(models, part)) {
    const [first] = open;
    if (first !== undefined && !sameEntry(first, row)) {
      yield entryOf(open, ordinal);
      ordinal = first.idx === row.idx ? ordinal + 1 : 1;
      open = [];
    }
    open.push(row);
  }
  if (open.length > 0) yield entryOf(open, ordinal);
}
