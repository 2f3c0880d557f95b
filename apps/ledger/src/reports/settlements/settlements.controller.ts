import { Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString } from 'class-validator';
import { type Page, PageQuery, Report, TableOf } from '../shape/index.js';
import { SETTLEMENT_COLUMNS, SettlementRow } from './settlement-row.js';
import { SettlementsQuery } from './settlements.query.js';

const KINDS = ['received', 'paid', 'set-off', 'credited'];

class SettlementsParameters extends PageQuery {
  @ApiPropertyOptional({ description: 'Number of a document.', example: 'F-1' })
  @IsOptional()
  @IsString()
  number?: string;

  @ApiPropertyOptional({ enum: KINDS })
  @IsOptional()
  @IsIn(KINDS)
  kind?: string;
}

@Report('v1/reports/settlements')
export class SettlementsController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @TableOf({
    summary: 'Settlements',
    description:
      'Which receipt, payment, set-off or credit note settled which document, in the order of the log.',
    row: SettlementRow,
    columns: SETTLEMENT_COLUMNS,
  })
  list(@Query() { number, kind, limit, after }: SettlementsParameters): Promise<Page<SettlementRow>> {
    return this.queries.execute(new SettlementsQuery({ number, kind }, limit, after));
  }
}
