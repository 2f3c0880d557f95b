import { Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { DatedPageQuery, OneOf, Report, Table } from '../shape/index.js';
import { GeneralLedgerQuery } from './general-ledger.query.js';
import { GeneralLedger, LEDGER_COLUMNS } from './ledger-row.js';

class GeneralLedgerParameters extends DatedPageQuery {
  @ApiProperty({ description: 'Account.', example: '411' })
  @Matches(/^[0-9A-Z]{3,12}$/, { message: 'account must be an account such as 411' })
  account!: string;
}

@Report('v1/reports/general-ledger')
export class GeneralLedgerController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @OneOf(
    'General ledger of an account',
    GeneralLedger,
    'Postings in the order of their dates, with the balance after each; it runs on over pages.',
  )
  @Table(LEDGER_COLUMNS)
  one(@Query() { account, from, to, limit, after }: GeneralLedgerParameters): Promise<GeneralLedger> {
    return this.queries.execute(new GeneralLedgerQuery({ account, from, to }, limit, after));
  }
}
