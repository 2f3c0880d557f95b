import { Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { OneOf, Report, ReportQuery } from '../shape/index.js';
import { Summary } from './summary.js';
import { SummaryQuery } from './summary.query.js';

class SummaryParameters extends ReportQuery {
  @ApiProperty({ description: 'Month.', example: '2026-01' })
  @Matches(/^\d{4}-(0[1-9]|1[0-2])$/, { message: 'period must be a month such as 2026-01' })
  period!: string;
}

@Report('v1/summary')
export class SummaryController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @OneOf(
    'A month in one page',
    Summary,
    'Billed per client, credited per owner and resident, dwellings by status, coverage of the electricity by computing, books, energy.',
  )
  one(@Query() { period }: SummaryParameters): Promise<Summary> {
    return this.queries.execute(new SummaryQuery(period));
  }
}
