import { Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString } from 'class-validator';
import { type Page, PageQuery, Report, TableOf } from '../shape/index.js';
import { ReceiptsToReportQuery } from './receipts-to-report.query.js';
import { TO_REPORT_COLUMNS, ToReportRow } from './to-report-row.js';

class ToReportParameters extends PageQuery {
  @ApiPropertyOptional({ description: 'Client.', example: 'lumen' })
  @IsOptional()
  @IsString()
  party?: string;
}

@Report('v1/reports/receipts-to-report')
export class ReceiptsToReportController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @TableOf({
    summary: 'Receipts that a status 212 has still to tell',
    description:
      'Domestic business invoices of which statuses 212 (encaissée) told another amount than was received and kept: what credit notes gave back is less. An amount below zero was told and has gone back. Where VAT falls due on receipts that status is mandatory: record it with record-platform-status.',
    row: ToReportRow,
    columns: TO_REPORT_COLUMNS,
  })
  list(@Query() { party, limit, after }: ToReportParameters): Promise<Page<ToReportRow>> {
    return this.queries.execute(new ReceiptsToReportQuery(party, limit, after));
  }
}
