import { Get, Inject, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';
import type { EventStore } from '#event-store';
import type { Clock } from '#ports/clock';
import { CLOCK, EVENT_STORE } from '../../tokens.js';
import { AS_OF, asOfIndex } from '../as-of/as-of-time.js';
import { MonthPipe, OneOf, PageQuery, type Page, Report, ReportQuery, TableOf } from '../shape/index.js';
import { PERIOD_COLUMNS, PeriodDetail, PeriodRow } from './period-row.js';
import { PeriodQuery } from './period.query.js';
import { PeriodsQuery } from './periods.query.js';

class PeriodParameters extends ReportQuery {
  @ApiPropertyOptional({
    description: 'As it stood: an index or an instant. How an open month stood is a job of `POST /v1/as-of`.',
    example: '2026-04-02T10:00:00Z',
  })
  @IsOptional()
  @Matches(AS_OF, { message: 'asOf must be an index or an instant such as 2026-04-02T10:00:00Z' })
  asOf?: string;
}

@Report('v1/periods')
export class PeriodsController {
  constructor(
    private readonly queries: QueryBus,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @TableOf({
    summary: 'Months',
    description: 'Months whose cut was made, and whether they are closed.',
    row: PeriodRow,
    columns: PERIOD_COLUMNS,
  })
  list(@Query() { limit, after }: PageQuery): Promise<Page<PeriodRow>> {
    return this.queries.execute(new PeriodsQuery(limit, after));
  }

  @Get(':month')
  @OneOf(
    'One month',
    PeriodDetail,
    'Status, documents planned, issued and set aside, totals, proofs, conservation: now, or as it stood.',
  )
  async one(
    @Param('month', MonthPipe) month: string,
    @Query() { asOf }: PeriodParameters,
  ): Promise<PeriodDetail> {
    const before = asOf === undefined ? null : await asOfIndex(this.store, this.clock, asOf);
    return this.queries.execute(new PeriodQuery(month, before));
  }
}
