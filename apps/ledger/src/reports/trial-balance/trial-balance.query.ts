import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Kysely } from 'kysely';
import { addExact } from '#domain/quantity';
import type { Tables } from '#read-models';
import { READ_MODELS } from '../../tokens.js';
import { FactsNow, money } from '../shape/index.js';
import type { TrialBalance } from './trial-balance-row.js';

export class TrialBalanceQuery extends Query<TrialBalance> {
  constructor(readonly atIndex: number | null) {
    super();
  }
}

@QueryHandler(TrialBalanceQuery)
export class TrialBalanceHandler implements IQueryHandler<TrialBalanceQuery> {
  constructor(
    @Inject(READ_MODELS) private readonly models: Kysely<Tables>,
    private readonly facts: FactsNow,
  ) {}

  async execute({ atIndex }: TrialBalanceQuery): Promise<TrialBalance> {
    const { chart } = await this.facts.current();
    const labels = new Map(chart?.labels.map(({ account, label }) => [account, label]));
    let query = this.models
      .selectFrom('posting')
      .select(({ fn }) => [
        'account',
        fn.sum<number | string>('debit_cents').as('debit'),
        fn.sum<number | string>('credit_cents').as('credit'),
      ]);
    if (atIndex !== null) query = query.where('idx', '<=', atIndex);
    const rows = (await query.groupBy('account').orderBy('account').execute()).map((row) => ({
      account: row.account,
      debit: Number(row.debit),
      credit: Number(row.credit),
    }));
    const debit = rows.reduce((sum, row) => addExact(sum, row.debit), 0);
    const credit = rows.reduce((sum, row) => addExact(sum, row.credit), 0);
    return {
      atIndex,
      debit: money(debit),
      credit: money(credit),
      balanced: debit === credit,
      rows: rows.map((row) => ({
        account: row.account,
        label: labels.get(row.account) ?? null,
        debit: money(row.debit),
        credit: money(row.credit),
        balance: money(row.debit - row.credit),
      })),
      next: null,
    };
  }
}
