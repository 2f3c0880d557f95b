import { Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';
import { NotBeforeFrom, type Page, Report, TableOf, TableQuery } from '../shape/index.js';
import { VAT_COLUMNS, VatRow } from './vat-row.js';
import { VatSummaryQuery } from './vat-summary.query.js';

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

class VatSummaryParameters extends TableQuery {
  @ApiPropertyOptional({ description: 'First month.', example: '2026-01' })
  @IsOptional()
  @Matches(MONTH, { message: 'from must be a month such as 2026-01' })
  from?: string;

  @ApiPropertyOptional({ description: 'Last month.', example: '2026-12' })
  @IsOptional()
  @NotBeforeFrom()
  @Matches(MONTH, { message: 'to must be a month such as 2026-12' })
  to?: string;
}

@Report('v1/reports/vat')
export class VatSummaryController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @TableOf({
    summary: 'VAT per month',
    description:
      'VAT that fell due, deductible VAT, and VAT on receipts that still waits, from the accounts.',
    row: VatRow,
    columns: VAT_COLUMNS,
  })
  list(@Query() { from, to }: VatSummaryParameters): Promise<Page<VatRow>> {
    return this.queries.execute(new VatSummaryQuery(from, to));
  }
}
