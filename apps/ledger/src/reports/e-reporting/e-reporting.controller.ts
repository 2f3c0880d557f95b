import { Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { OneOf, Report, Table, TableQuery } from '../shape/index.js';
import { E_REPORT_COLUMNS, EReport } from './e-report-answer.js';
import { EReportQuery } from './e-reporting.query.js';

class EReportParameters extends TableQuery {
  @ApiProperty({ description: 'Month of issue and of receipt.', example: '2026-10' })
  @Matches(/^\d{4}-(0[1-9]|1[0-2])$/, { message: 'period must be a month such as 2026-10' })
  period!: string;
}

@Report('v1/reports/e-reporting')
export class EReportingController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @OneOf(
    'E-reporting totals of a month (flow 10)',
    EReport,
    'What the tax office is told beside the e-invoices (CGI art. 290, 290 A): sales to individuals per day and VAT rate (10.3), sales and purchases across borders by document (10.1), and the receipts of both where VAT is due on them (10.4, 10.2). Credit notes are negative. A prepayment is a receipt; a corrected invoice counts once. The reconciliation sets every total against documents and accounts. Receipts of domestic business invoices go by status 212: see receipts-to-report.',
  )
  @Table(E_REPORT_COLUMNS)
  one(@Query() { period }: EReportParameters): Promise<EReport> {
    return this.queries.execute(new EReportQuery(period));
  }
}
