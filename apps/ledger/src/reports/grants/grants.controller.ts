import { Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { PageQuery, type Page, Report, TableOf } from '../shape/index.js';
import { GRANT_COLUMNS, GrantRow } from './grant-row.js';
import { GrantsQuery } from './grants.query.js';

class GrantsParameters extends PageQuery {
  @ApiProperty({ description: 'Month.', example: '2026-01' })
  @Matches(/^\d{4}-(0[1-9]|1[0-2])$/, { message: 'period must be a month such as 2026-01' })
  period!: string;
}

@Report('v1/reports/grants')
export class GrantsController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @TableOf({
    summary: 'Research grants of a month',
    description:
      'Computing given free: quantity, its value at the list that values it, and what is left of the limit. A closed month as sealed, an open one as known now.',
    row: GrantRow,
    columns: GRANT_COLUMNS,
  })
  list(@Query() { period, limit, after }: GrantsParameters): Promise<Page<GrantRow>> {
    return this.queries.execute(new GrantsQuery(period, limit, after));
  }
}
