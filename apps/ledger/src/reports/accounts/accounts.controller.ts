import { Get, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { DatedPageQuery, OneOf, Report, Table } from '../shape/index.js';
import { LEDGER_COLUMNS } from '../general-ledger/ledger-row.js';
import { AccountStatement } from './account-statement.js';
import { AccountStatementQuery } from './account-statement.query.js';

@Report('v1/reports/accounts')
export class AccountsController {
  constructor(private readonly queries: QueryBus) {}

  @Get(':party')
  @OneOf(
    'Account statement of a client, owner or resident',
    AccountStatement,
    'What was invoiced, credited, received, paid and set off, with the balance after each, and the documents still open.',
  )
  @Table(LEDGER_COLUMNS)
  one(
    @Param('party') party: string,
    @Query() { from, to, limit, after }: DatedPageQuery,
  ): Promise<AccountStatement> {
    return this.queries.execute(new AccountStatementQuery(party, { from, to }, limit, after));
  }
}
