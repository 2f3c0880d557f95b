import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Kysely } from 'kysely';
import { addExact } from '#domain/quantity';
import type { Tables } from '#read-models';
import { READ_MODELS } from '../../tokens.js';
import { FactsNow, money } from '../shape/index.js';
import type { TrialBalance } from './trial-balance-row.js';

export interface TrialBalanceSpan {
  readonly from: string | null;
  readonly to: string | null;
  readonly atIndex: number | null;
}

export class TrialBalanceQuery extends Query<TrialBalance> {
  constructor(readonly span: TrialBalanceSpan = { from: null, to: null, atIndex: null }) {
    super();
  }
}

interface Moved {
  readonly debit: number;
  readonly credit: number;
}
const NOTHING: Moved = { debit: 0, credit: 0 };
const total = (moved: Iterable<Moved>, side: keyof Moved): number =>
  [...moved].reduce((sum, each) => addExact(sum, each[side]), 0);

@QueryHandler(TrialBalanceQuery)
export class TrialBalanceHandler implements IQueryHandler<TrialBalanceQuery> {
  constructor(
    @Inject(READ_MODELS) private readonly models: Kysely<Tables>,
    private readonly facts: FactsNow,
  ) {}

  async execute({ span }: TrialBalanceQuery): Promise<TrialBalance> {
    const { from, to, atIndex } = span;
    const { chart } = await this.facts.current();
    const labels = new Map(chart?.labels.map(({ account, label }) => [account, label]));
    const before = from === null ? new Map<string, Moved>() : await this.sums({ before: from, atIndex });
    const within = await this.sums({ from, to, atIndex });
    const debit = total(within.values(), 'debit');
    const credit = total(within.values(), 'credit');
    const accounts = [...new Set([...before.keys(), ...within.keys()])].sort();
    return {
      ...span,
      debit: money(debit),
      credit: money(credit),
      balanced: debit === credit && total(before.values(), 'debit') === total(before.values(), 'credit'),
      rows: accounts.map((account) => {
        const [then, now] = [before.get(account) ?? NOTHING, within.get(account) ?? NOTHING];
        const opening = then.debit - then.credit;
        return {
          account,
          label: labels.get(account) ?? null,
          opening: money(opening),
          debit: money(now.debit),
          credit: money(now.credit),
          balance: money(opening + now.debit - now.credit),
        };
      }),
      next: null,
    };
  }

  private async sums(of: {
    readonly from?: string | null;
    readonly to?: string | null;
    readonly before?: string;
    readonly atIndex: number | null;
  }): Promise<Map<string, Moved>> {
    let query = this.models
      .selectFrom('posting')
      .select(({ fn }) => [
        'account',
        fn.sum<number | string>('debit_cents').as('debit'),
        fn.sum<number | string>('credit_cents').as('credit'),
      ]);
    if (of.atIndex !== null) query = query.where('idx', '<=', of.atIndex);
    if (of.before !== undefined) query = query.where('date', '<', of.before);
    if (of.from !== undefined && of.from !== null) query = query.where('date', '>=', of.from);
    if (of.to !== undefined && of.to !== null) query = query.where('date', '<=', of.to);
    const rows = await query.groupBy('account').orderBy('account').execute();
    return new Map(
      rows.map(({ account, debit, credit }) => [account, { debit: Number(debit), credit: Number(credit) }]),
    );
  }
}
