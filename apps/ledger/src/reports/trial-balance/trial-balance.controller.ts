import { Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { DatedTableQuery, OneOf, Report, Table, WholeNumber } from '../shape/index.js';
import { TRIAL_BALANCE_COLUMNS, TrialBalance } from './trial-balance-row.js';
import { TrialBalanceQuery } from './trial-balance.query.js';

class TrialBalanceParameters extends DatedTableQuery {
  @ApiPropertyOptional({ description: 'As of this index, inclusive: the books stand balanced at every one.' })
  @IsOptional()
  @WholeNumber('an index of the log, such as 1204')
  atIndex?: number;
}

@Report(['v1/trial-balance', 'v1/reports/trial-balance'])
export class TrialBalanceController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @OneOf(
    'Trial balance',
    TrialBalance,
    'Opening, debits, credits and closing of every account between two dates; at the last day of a closed month with its accruals.',
  )
  @Table(TRIAL_BALANCE_COLUMNS)
  one(@Query() { from, to, atIndex }: TrialBalanceParameters): Promise<TrialBalance> {
    return this.queries.execute(
      new TrialBalanceQuery({ from: from ?? null, to: to ?? null, atIndex: atIndex ?? null }),
    );
  }
}
