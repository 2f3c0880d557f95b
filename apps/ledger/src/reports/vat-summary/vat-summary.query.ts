import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Kysely } from 'kysely';
import type { Tables } from '#read-models';
import { READ_MODELS } from '../../tokens.js';
import { FactsNow, type Page, money } from '../shape/index.js';
import type { VatRow } from './vat-row.js';

export class VatSummaryQuery extends Query<Page<VatRow>> {
  constructor(
    readonly from: string | undefined,
    readonly to: string | undefined,
  ) {
    super();
  }
}

interface MonthOfVat {
  readonly period: string;
  due: number;
  deductible: number;
  moved: number;
}

/** Months in which VAT moved. It follows the accounts of the chart as it stands now. */
@QueryHandler(VatSummaryQuery)
export class VatSummaryHandler implements IQueryHandler<VatSummaryQuery> {
  constructor(
    @Inject(READ_MODELS) private readonly models: Kysely<Tables>,
    private readonly facts: FactsNow,
  ) {}

  async execute({ from, to }: VatSummaryQuery): Promise<Page<VatRow>> {
    const { chart } = await this.facts.current();
    if (chart === null) return { rows: [], next: null };
    const { vatCollected, vatDeductible, vatOnReceipts } = chart;
    const sums = await this.models
      .selectFrom('posting')
      .select(({ fn }) => [
        'date',
        'account',
        fn.sum<number | string>('debit_cents').as('debit'),
        fn.sum<number | string>('credit_cents').as('credit'),
      ])
      .where('account', 'in', [vatCollected, vatDeductible, vatOnReceipts])
      .groupBy(['date', 'account'])
      .orderBy('date')
      .orderBy('account')
      .execute();
    const months = new Map<string, MonthOfVat>();
    for (const { date, account, debit, credit } of sums) {
      const period = date.slice(0, 7);
      const month = months.get(period) ?? { period, due: 0, deductible: 0, moved: 0 };
      months.set(period, month);
      const cents = Number(credit) - Number(debit);
      if (account === vatCollected) month.due += cents;
      else if (account === vatDeductible) month.deductible -= cents;
      else month.moved += cents;
    }
    return { rows: rowsOf([...months.values()], from, to), next: null };
  }
}

function rowsOf(months: readonly MonthOfVat[], from: string | undefined, to: string | undefined): VatRow[] {
  let waiting = 0;
  return months.flatMap(({ period, due, deductible, moved }) => {
    waiting += moved;
    if ((from !== undefined && period < from) || (to !== undefined && period > to)) return [];
    return [
      {
        period,
        due: money(due),
        deductible: money(deductible),
        payable: money(due - deductible),
        waiting: money(waiting),
      },
    ];
  });
}
