import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Kysely } from 'kysely';
import type { Tables } from '#read-models';
import { READ_MODELS } from '../../tokens.js';
import { type Page, keyOf, pageOf } from '../shape/index.js';
import { type EntryRow, entryRow } from './entry-row.js';

export interface EntriesFilter {
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly account: string | undefined;
  readonly party: string | undefined;
}

export class EntriesQuery extends Query<Page<EntryRow>> {
  constructor(
    readonly filter: EntriesFilter,
    readonly limit: number,
    readonly after: string | undefined,
  ) {
    super();
  }
}

@QueryHandler(EntriesQuery)
export class EntriesHandler implements IQueryHandler<EntriesQuery> {
  constructor(@Inject(READ_MODELS) private readonly models: Kysely<Tables>) {}

  async execute({ filter, limit, after }: EntriesQuery): Promise<Page<EntryRow>> {
    const key = keyOf(after, [0, 0]);
    let query = this.models.selectFrom('posting').selectAll();
    if (filter.from !== undefined) query = query.where('date', '>=', filter.from);
    if (filter.to !== undefined) query = query.where('date', '<=', filter.to);
    if (filter.account !== undefined) query = query.where('account', '=', filter.account);
    if (filter.party !== undefined) query = query.where('party', '=', filter.party);
    if (key !== null)
      query = query.where(({ eb, and, or }) =>
        or([eb('idx', '>', key[0]), and([eb('idx', '=', key[0]), eb('line', '>', key[1])])]),
      );
    const rows = await query
      .orderBy('idx')
      .orderBy('line')
      .limit(limit + 1)
      .execute();
    return pageOf(rows, limit, (row) => [row.idx, row.line], entryRow);
  }
}
