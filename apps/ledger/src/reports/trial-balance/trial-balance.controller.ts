import { Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Min } from 'class-validator';
import { OneOf, Report, Table, TableQuery } from '../shape/index.js';
import { TRIAL_BALANCE_COLUMNS, TrialBalance } from './trial-balance-row.js';
import { TrialBalanceQuery } from './trial-balance.query.js';

class TrialBalanceParameters extends TableQuery {
  @ApiPropertyOptional({ description: 'As of this index, inclusive: the books stand balanced at every one.' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  atIndex?: number;
}

@Report('v1/trial-balance')
export class TrialBalanceController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @OneOf('Trial balance', TrialBalance, 'Debits, credits and balance of every account.')
  @Table(TRIAL_BALANCE_COLUMNS)
  one(@Query() { atIndex }: TrialBalanceParameters): Promise<TrialBalance> {
    return this.queries.execute(new TrialBalanceQuery(atIndex ?? null));
  }
}
