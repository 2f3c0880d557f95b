import { Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, Matches } from 'class-validator';
import { DayThatExists, type Page, Report, TableOf, TableQuery } from '../shape/index.js';
import { OVERDUE_COLUMNS, OverdueRow } from './overdue-row.js';
import { OverdueQuery } from './overdue.query.js';

class OverdueParameters extends TableQuery {
  @ApiPropertyOptional({ description: 'Client.', example: 'lumen' })
  @IsOptional()
  @IsString()
  party?: string;

  @ApiPropertyOptional({
    description: 'Day of the report: what was settled up to it counts. Today, if absent.',
    example: '2026-12-31',
  })
  @IsOptional()
  @Matches(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, {
    message: 'on must be a date such as 2026-12-31',
  })
  @DayThatExists()
  on?: string;
}

@Report('v1/reports/overdue')
export class OverdueController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @TableOf({
    summary: 'Overdue invoices per client, by age',
    description:
      'What each client owes past its due date, including VAT: 1–30, 31–60, 61–90 and over 90 days. For business clients the interest (open × yearly rate of the company × days ÷ 365) and the indemnity of 40.00 EUR per invoice that the law gives (C. com. L441-10, D441-5): figures only, nothing is booked. Of public bodies no interest is told: their rate (CCP R2192-31) is another.',
    row: OverdueRow,
    columns: OVERDUE_COLUMNS,
  })
  list(@Query() { on, party }: OverdueParameters): Promise<Page<OverdueRow>> {
    return this.queries.execute(new OverdueQuery(on, party));
  }
}
