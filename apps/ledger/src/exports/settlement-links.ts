import type { Kysely } from 'kysely';
import type { BookSpan } from '#exports/books';
import type { SettlementLink } from '#exports/fec';
import type { Tables } from '#read-models';

const PAGE_ROWS = 5_000;

/** What was settled in a span, and by what, in the order of the log. */
export async function* settlementLinks(
  models: Kysely<Tables>,
  { index, from, to }: BookSpan,
): AsyncGenerator<SettlementLink> {
  let after = { idx: -1, ord: -1 };
  for (;;) {
    const { idx, ord } = after;
    const rows = await models
      .selectFrom('settlement as s')
      .innerJoin('document as d', (join) =>
        join.onRef('d.series', '=', 's.series').onRef('d.number', '=', 's.number'),
      )
      .select(['s.idx', 's.ord', 'd.idx as document', 'd.issue_date as issued'])
      .where('s.idx', '>=', idx)
      .where(({ eb, and, or }) =>
        or([eb('s.idx', '>', idx), and([eb('s.idx', '=', idx), eb('s.ord', '>', ord)])]),
      )
      .where('s.idx', '<=', index)
      .where('s.date', '>=', from)
      .where('s.date', '<=', to)
      .where('s.cents', '>', 0)
      .orderBy('s.idx')
      .orderBy('s.ord')
      .limit(PAGE_ROWS)
      .execute();
    for (const { idx: settlement, document, issued } of rows)
      yield { settlement, document, within: from <= issued && issued <= to };
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE_ROWS) return;
    after = last;
  }
}
