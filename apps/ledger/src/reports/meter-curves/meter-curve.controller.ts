import { Get, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { PageQuery, type Page, Report, TableOf } from '../shape/index.js';
import { METER_CURVE_COLUMNS, MeterCurveRow } from './meter-curve-row.js';
import { MeterCurveQuery } from './meter-curve.query.js';

class MeterCurveParameters extends PageQuery {
  @ApiProperty({ description: 'Month.', example: '2026-03' })
  @Matches(/^\d{4}-(0[1-9]|1[0-2])$/, { message: 'period must be a month such as 2026-03' })
  period!: string;
}

@Report('v1/supply-points/:prm/meter-readings')
export class MeterCurveController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @TableOf({
    summary: "The curve of a supply point's own meter",
    description: 'Intervals of the import that stands for the month, opened with its key.',
    row: MeterCurveRow,
    columns: METER_CURVE_COLUMNS,
  })
  list(
    @Param('prm') prm: string,
    @Query() { period, limit, after }: MeterCurveParameters,
  ): Promise<Page<MeterCurveRow>> {
    return this.queries.execute(new MeterCurveQuery(prm, period, limit, after));
  }
}
