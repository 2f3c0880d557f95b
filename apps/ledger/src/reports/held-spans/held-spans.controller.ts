import { Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString } from 'class-validator';
import { PageQuery, type Page, Report, TableOf } from '../shape/index.js';
import { HELD_SPAN_COLUMNS, HeldSpanRow } from './held-span-row.js';
import { HeldSpansQuery } from './held-spans.query.js';

const STATUSES = ['held', 'released', 'discarded'];

class HeldSpansParameters extends PageQuery {
  @ApiPropertyOptional({ enum: STATUSES, description: 'Only these; `held` awaits a decision.' })
  @IsOptional()
  @IsIn(STATUSES)
  status?: string;

  @ApiPropertyOptional({ example: 'qrad-0001' })
  @IsOptional()
  @IsString()
  heater?: string;
}

@Report('v1/held-spans')
export class HeldSpansController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @TableOf({
    summary: 'Held spans',
    description:
      'Spans that were recorded but not believed (a fallen register, more energy than rated power allows, an impossible time). A month does not close while one is held: release-held-span or discard-held-span decides it.',
    row: HeldSpanRow,
    columns: HELD_SPAN_COLUMNS,
  })
  list(@Query() { status, heater, limit, after }: HeldSpansParameters): Promise<Page<HeldSpanRow>> {
    return this.queries.execute(new HeldSpansQuery({ status, heater }, limit, after));
  }
}
