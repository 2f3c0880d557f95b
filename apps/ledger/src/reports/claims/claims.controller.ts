import { Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { type Page, Report, TableOf, TableQuery } from '../shape/index.js';
import { CLAIM_COLUMNS, ClaimRow } from './claim-row.js';
import { ClaimsQuery } from './claims.query.js';

class ClaimsParameters extends TableQuery {
  @ApiProperty({ description: 'Month.', example: '2026-01' })
  @Matches(/^\d{4}-(0[1-9]|1[0-2])$/, { message: 'period must be a month such as 2026-01' })
  period!: string;
}

@Report('v1/claims')
export class ClaimsController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @TableOf({
    summary: 'Public claims of a month',
    description:
      'Each public claim with its figure, verdict, method, boundary, comparator and references; what cannot be proved says what is missing.',
    row: ClaimRow,
    columns: CLAIM_COLUMNS,
  })
  async list(@Query() { period }: ClaimsParameters): Promise<Page<ClaimRow>> {
    return { rows: await this.queries.execute(new ClaimsQuery(period)), next: null };
  }
}
