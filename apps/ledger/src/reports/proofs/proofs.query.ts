import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Kysely } from 'kysely';
import type { Tables } from '#read-models';
import { READ_MODELS } from '../../tokens.js';
import { type Page, keyOf, pageOf } from '../shape/index.js';
import { LiveProofs } from './live-proofs.js';
import { type ProofRow, proofRow } from './proof-row.js';

export interface ProofsFilter {
  readonly period: string;
  readonly site: string | undefined;
  readonly dwelling: string | undefined;
  readonly status: string | undefined;
}

export class ProofsQuery extends Query<Page<ProofRow>> {
  constructor(
    readonly filter: ProofsFilter,
    readonly limit: number,
    readonly after: string | undefined,
  ) {
    super();
  }
}

@QueryHandler(ProofsQuery)
export class ProofsHandler implements IQueryHandler<ProofsQuery> {
  constructor(
    @Inject(READ_MODELS) private readonly models: Kysely<Tables>,
    private readonly live: LiveProofs,
  ) {}

  async execute({ filter, limit, after }: ProofsQuery): Promise<Page<ProofRow>> {
    const key = keyOf(after, ['', '', '']);
    let query = this.models.selectFrom('proof').selectAll().where('period', '=', filter.period);
    if (filter.site !== undefined) query = query.where('site', '=', filter.site);
    if (filter.dwelling !== undefined) query = query.where('dwelling', '=', filter.dwelling);
    if (filter.status !== undefined) query = query.where('status', '=', filter.status);
    if (key !== null)
      query = query.where(({ eb, and, or }) =>
        or([
          eb('site', '>', key[0]),
          and([eb('site', '=', key[0]), eb('dwelling', '>', key[1])]),
          and([eb('site', '=', key[0]), eb('dwelling', '=', key[1]), eb('from_day', '>', key[2])]),
        ]),
      );
    const rows = await query
      .orderBy('site')
      .orderBy('dwelling')
      .orderBy('from_day')
      .limit(limit + 1)
      .execute();
    const live = await this.live.of(rows);
    return pageOf(live, limit, ({ sealed }) => [sealed.site, sealed.dwelling, sealed.from_day], proofRow);
  }
}
