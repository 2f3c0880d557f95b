import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Kysely } from 'kysely';
import type { Tables } from '#read-models';
import { READ_MODELS } from '../../tokens.js';
import { FactsNow, money, pageOf, placeOfPosting, runningPostings } from '../shape/index.js';
import { type GeneralLedger, ledgerRow } from './ledger-row.js';

export interface LedgerFilter {
  readonly account: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

export class GeneralLedgerQuery extends Query<GeneralLedger> {
  constructor(
    readonly filter: LedgerFilter,
    readonly limit: number,
    readonly after: string | undefined,
  ) {
    super();
  }
}

@QueryHandler(GeneralLedgerQuery)
export class GeneralLedgerHandler implements IQueryHandler<GeneralLedgerQuery> {
  constructor(
    @Inject(READ_MODELS) private readonly models: Kysely<Tables>,
    private readonly facts: FactsNow,
  ) {}

  async execute({ filter, limit, after }: GeneralLedgerQuery): Promise<GeneralLedger> {
    const { chart } = await this.facts.current();
    const label = chart?.labels.find(({ account }) => account === filter.account)?.label ?? null;
    const { openingCents, rows } = await runningPostings(this.models, filter, limit, after);
    const page = pageOf(rows, limit, placeOfPosting, ledgerRow);
    return { account: filter.account, label, opening: money(openingCents), ...page };
  }
}
