import { Get, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString } from 'class-validator';
import { OneOf, PageQuery, type Page, Report, ReportQuery, TableOf, unknown } from '../shape/index.js';
import { HEATER_COLUMNS, HeaterRow } from './heater-row.js';
import { HeaterQuery, HeatersQuery } from './heaters.query.js';

class HeatersParameters extends PageQuery {
  @ApiPropertyOptional({ description: 'Heaters that stand in this building.', example: 'block-a' })
  @IsOptional()
  @IsString()
  site?: string;

  @ApiPropertyOptional({ description: 'Heaters that stand in this dwelling.', example: 'a-101' })
  @IsOptional()
  @IsString()
  dwelling?: string;
}

@Report('v1/heaters')
export class HeatersController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @TableOf({
    summary: 'Heaters',
    description: 'What each heater is and where it stands now, by id.',
    row: HeaterRow,
    columns: HEATER_COLUMNS,
  })
  list(@Query() { site, dwelling, limit, after }: HeatersParameters): Promise<Page<HeaterRow>> {
    return this.queries.execute(new HeatersQuery({ site, dwelling }, limit, after));
  }

  @Get(':heater')
  @OneOf('One heater', HeaterRow)
  async one(@Param('heater') heater: string, @Query() _query: ReportQuery): Promise<HeaterRow> {
    return (await this.queries.execute(new HeaterQuery(heater))) ?? unknown('heater', heater);
  }
}
