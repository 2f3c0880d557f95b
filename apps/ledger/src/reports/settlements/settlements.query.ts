import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Kysely } from 'kysely';
import type { Tables } from '#read-models';
import { READ_MODELS } from '../../tokens.js';
import { type Page, keyOf, pageOf } from '../shape/index.js';
import { type SettlementRow, settlementRow } from './settlement-row.js';

export interface SettlementsFilter {
  readonly number: string | undefined;
  readonly kind: string | undefined;
}

export class SettlementsQuery extends Query<Page<SettlementRow>> {
  constructor(
    readonly filter: SettlementsFilter,
    readonly limit: number,
    readonly after: string | undefined,
  ) {
    super();
  }
}

@QueryHandler(SettlementsQuery)
export class SettlementsHandler implements IQueryHandler<SettlementsQuery> {
  constructor(@Inject(READ_MODELS) private readonly models: Kysely<Tables>) {}

  async execute({ filter, limit, after }: SettlementsQuery): Promise<Page<SettlementRow>> {
    const key = keyOf(after, [0, 0]);
    let query = this.models.selectFrom('settlement').selectAll();
    if (filter.number !== undefined) query = query.where('number', '=', filter.number);
    if (filter.kind !== undefined) query = query.where('kind', '=', filter.kind);
    if (key !== null)
      query = query.where(({ eb, and, or }) =>
        or([eb('idx', '>', key[0]), and([eb('idx', '=', key[0]), eb('ord', '>', key[1])])]),
      );
    const rows = await query
      .orderBy('idx')
      .orderBy('ord')
      .limit(limit + 1)
      .execute();
    return pageOf(rows, limit, (row) => [row.idx, row.ord], settlementRow);
  }
}
