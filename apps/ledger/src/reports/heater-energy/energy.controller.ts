import { Get, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiProperty } from '@nestjs/swagger';
import { IsString } from 'class-validator';
import { PageQuery, type Page, Report, TableOf, spanOf } from '../shape/index.js';
import { ENERGY_COLUMNS, EnergyRow } from './energy-row.js';
import { EnergyQuery } from './energy.query.js';

class EnergyParameters extends PageQuery {
  @ApiProperty({
    description: 'First instant (ISO 8601; a date means 00:00 UTC).',
    example: '2026-01-31T23:00:00Z',
  })
  @IsString()
  from!: string;

  @ApiProperty({ description: 'End, exclusive.', example: '2026-02-28T23:00:00Z' })
  @IsString()
  to!: string;
}

@Report('v1/heaters/:heater/energy')
export class EnergyController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @TableOf({
    summary: 'Half-hours of a heater',
    description:
      'Energy of both registers by UTC half-hour, interpolated so that the parts add up to the register. Days without readings are left out.',
    row: EnergyRow,
    columns: ENERGY_COLUMNS,
  })
  list(
    @Param('heater') heater: string,
    @Query() { from, to, limit, after }: EnergyParameters,
  ): Promise<Page<EnergyRow>> {
    return this.queries.execute(new EnergyQuery(heater, spanOf(from, to), limit, after));
  }
}
