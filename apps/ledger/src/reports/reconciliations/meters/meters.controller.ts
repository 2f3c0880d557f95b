import { Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, Matches, Max } from 'class-validator';
import { PageQuery, type Page, Report, TableOf } from '../../shape/index.js';
import { METER_COLUMNS, MeterReconciliationRow } from './meter-row.js';
import { MeterReconciliationsQuery } from './meters.query.js';

class MeterReconciliationParameters extends PageQuery {
  @ApiProperty({ description: 'Month.', example: '2026-03' })
  @Matches(/^\d{4}-(0[1-9]|1[0-2])$/, { message: 'period must be a month such as 2026-03' })
  period!: string;

  @ApiPropertyOptional({ description: 'Of one supply point.', example: '14500000000017' })
  @IsOptional()
  @Matches(/^\d{14}$/, { message: 'supplyPoint must be the 14 digits of a PRM' })
  supplyPoint?: string;

  @ApiPropertyOptional({ description: 'Rows of a page.', default: 100, minimum: 1, maximum: 1000 })
  @Max(1000)
  override limit = 100;
}

@Report('v1/reports/reconciliations/meters')
export class MeterReconciliationsController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @TableOf({
    summary: 'Registers of heaters against the meter before them',
    description:
      'Per supply point with heaters or an imported curve in the month: what the heaters drew (as sealed where the month is closed, else as known now), what the meter of the supply point says, and the time of which it says nothing. Heaters above the meter is a DIFFERENCE until a named person accepts it.',
    row: MeterReconciliationRow,
    columns: METER_COLUMNS,
  })
  list(
    @Query() { period, supplyPoint, limit, after }: MeterReconciliationParameters,
  ): Promise<Page<MeterReconciliationRow>> {
    return this.queries.execute(new MeterReconciliationsQuery(period, supplyPoint, limit, after));
  }
}
