import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Kysely } from 'kysely';
import { DAY_MS } from '#domain/calendar';
import type { DayWork } from '#domain/metering';
import type { Tables } from '#read-models';
import { READ_MODELS } from '../../tokens.js';
import { FactsNow, type Page, type Span, keyOf, pageOf, unknown } from '../shape/index.js';
import { type WorkRow, workRows } from './work-row.js';

/** Work of a heater on the UTC days that touch [fromMs, toMs). */
export class WorkQuery extends Query<Page<WorkRow>> {
  constructor(
    readonly heater: string,
    readonly span: Span,
    readonly limit: number,
    readonly after: string | undefined,
  ) {
    super();
  }
}

@QueryHandler(WorkQuery)
export class WorkHandler implements IQueryHandler<WorkQuery> {
  constructor(
    @Inject(READ_MODELS) private readonly models: Kysely<Tables>,
    private readonly facts: FactsNow,
  ) {}

  async execute({ heater, span: { fromMs, toMs }, limit, after }: WorkQuery): Promise<Page<WorkRow>> {
    if (!(await this.facts.current()).heaters.has(heater)) unknown('heater', heater);
    const [fromDay, afterCut, skip] = keyOf(after, [0, '', 0]) ?? [Math.floor(fromMs / DAY_MS), '', 0];
    const days = await this.models
      .selectFrom('work')
      .select(['day', 'after_cut', 'data'])
      .where('heater', '=', heater)
      .where('day', '<=', Math.floor((toMs - 1) / DAY_MS))
      .where(({ eb, and, or }) =>
        or([eb('day', '>', fromDay), and([eb('day', '=', fromDay), eb('after_cut', '>=', afterCut)])]),
      )
      .orderBy('day')
      .orderBy('after_cut')
      .limit(limit + 2)
      .execute();
    const rows = days.flatMap(({ day, after_cut, data }) =>
      workRows(JSON.parse(data) as DayWork).map((row, place) => ({ row, key: [day, after_cut, place + 1] })),
    );
    const unseen = rows.filter(
      ({ key: [day, cut, place] }) => !(day === fromDay && cut === afterCut && Number(place) <= skip),
    );
    return pageOf(
      unseen,
      limit,
      ({ key }) => key as [number, string, number],
      ({ row }) => row,
    );
  }
}
