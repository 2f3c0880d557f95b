import { Get, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiProperty } from '@nestjs/swagger';
import { IsString } from 'class-validator';
import { PageQuery, type Page, Report, TableOf, spanOf } from '../shape/index.js';
import { WORK_COLUMNS, WorkRow } from './work-row.js';
import { WorkQuery } from './work.query.js';

class WorkParameters extends PageQuery {
  @ApiProperty({ description: 'First instant (ISO 8601; a date means 00:00 UTC).', example: '2026-01-01' })
  @IsString()
  from!: string;

  @ApiProperty({ description: 'End, exclusive.', example: '2026-02-01' })
  @IsString()
  to!: string;
}

@Report('v1/heaters/:heater/work')
export class WorkController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @TableOf({
    summary: 'Work of a heater',
    description:
      'Settled work on the UTC days of the span: slice and end of its attempt are both known (burn and internal work need no end).',
    row: WorkRow,
    columns: WORK_COLUMNS,
  })
  list(
    @Param('heater') heater: string,
    @Query() { from, to, limit, after }: WorkParameters,
  ): Promise<Page<WorkRow>> {
    return this.queries.execute(new WorkQuery(heater, spanOf(from, to), limit, after));
  }
}
