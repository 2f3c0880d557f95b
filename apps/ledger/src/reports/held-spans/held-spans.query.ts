import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Kysely } from 'kysely';
import type { Tables } from '#read-models';
import { READ_MODELS } from '../../tokens.js';
import { type Page, keyOf, pageOf } from '../shape/index.js';
import { type HeldSpanRow, heldSpanRow } from './held-span-row.js';

export class HeldSpansQuery extends Query<Page<HeldSpanRow>> {
  constructor(
    readonly filter: { readonly status: string | undefined; readonly heater: string | undefined },
    readonly limit: number,
    readonly after: string | undefined,
  ) {
    super();
  }
}

@QueryHandler(HeldSpansQuery)
export class HeldSpansHandler implements IQueryHandler<HeldSpansQuery> {
  constructor(@Inject(READ_MODELS) private readonly models: Kysely<Tables>) {}

  async execute({ filter, limit, after }: HeldSpansQuery): Promise<Page<HeldSpanRow>> {
    const key = keyOf(after, ['', 0]);
    let query = this.models.selectFrom('held').selectAll();
    if (filter.status !== undefined) query = query.where('status', '=', filter.status);
    if (filter.heater !== undefined) query = query.where('heater', '=', filter.heater);
    if (key !== null)
      query = query.where(({ eb, and, or }) =>
        or([eb('heater', '>', key[0]), and([eb('heater', '=', key[0]), eb('from_ms', '>', key[1])])]),
      );
    const rows = await query
      .orderBy('heater')
      .orderBy('from_ms')
      .orderBy('to_ms')
      .orderBy('code')
      .limit(limit + 1)
      .execute();
    return pageOf(rows, limit, (row) => [row.heater, row.from_ms], heldSpanRow);
  }
}
