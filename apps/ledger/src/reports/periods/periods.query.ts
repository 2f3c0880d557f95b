import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Kysely, Selectable } from 'kysely';
import type { Tables } from '#read-models';
import { READ_MODELS } from '../../tokens.js';
import { type Page, instantText, keyOf, pageOf } from '../shape/index.js';
import type { PeriodRow } from './period-row.js';

export class PeriodsQuery extends Query<Page<PeriodRow>> {
  constructor(
    readonly limit: number,
    readonly after: string | undefined,
  ) {
    super();
  }
}

export const periodRow = (row: Selectable<Tables['cut']>): PeriodRow => ({
  period: row.period,
  status: row.status,
  cutIndex: row.idx,
  issueDate: row.issue_date,
  rulesVersion: row.rules_version,
  cutRecordedAt: instantText(row.recorded_at),
});

@QueryHandler(PeriodsQuery)
export class PeriodsHandler implements IQueryHandler<PeriodsQuery> {
  constructor(@Inject(READ_MODELS) private readonly models: Kysely<Tables>) {}

  async execute({ limit, after }: PeriodsQuery): Promise<Page<PeriodRow>> {
    const rows = await this.models
      .selectFrom('cut')
      .selectAll()
      .where('period', '>', keyOf(after, [''])?.[0] ?? '')
      .orderBy('period')
      .limit(limit + 1)
      .execute();
    return pageOf(rows, limit, (row) => [row.period], periodRow);
  }
}
