import { Get, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { MonthPipe, OneOf, PageQuery, type Page, Report, ReportQuery, TableOf } from '../shape/index.js';
import { PERIOD_COLUMNS, PeriodDetail, PeriodRow } from './period-row.js';
import { PeriodQuery } from './period.query.js';
import { PeriodsQuery } from './periods.query.js';

@Report('v1/periods')
export class PeriodsController {
  constructor(private readonly queries: QueryBus) {}

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
  @OneOf('One month', PeriodDetail, 'Status, documents planned, issued and set aside, totals, conservation.')
  one(@Param('month', MonthPipe) month: string, @Query() _query: ReportQuery): Promise<PeriodDetail> {
    return this.queries.execute(new PeriodQuery(month));
  }
}
