import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Kysely } from 'kysely';
import { addDays, epochDay } from '#domain/calendar';
import { workCost } from '#domain/periods';
import type { EventStore } from '#event-store';
import { meteredOver, modelReads } from '#processes/closing';
import type { Tables } from '#read-models';
import { EVENT_STORE, READ_MODELS } from '../../tokens.js';
import { unknown } from '../shape/index.js';
import { type ContractCost, workCostOf } from './cost-row.js';

interface Days {
  readonly from: string;
  readonly to: string;
}

export class ContractCostQuery extends Query<ContractCost> {
  constructor(
    readonly contract: string,
    readonly days: Days,
  ) {
    super();
  }
}

const NOTES = [
  'Tiers, packages and allowances count what of each month lies in the span.',
  'Minimums, reserved capacity and fees of a month are left out.',
];

@QueryHandler(ContractCostQuery)
export class ContractCostHandler implements IQueryHandler<ContractCostQuery> {
  constructor(
    @Inject(READ_MODELS) private readonly models: Kysely<Tables>,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  async execute({ contract, days }: ContractCostQuery): Promise<ContractCost> {
    const reads = modelReads(this.models, this.store);
    const facts = await reads.factsBefore(Number.MAX_SAFE_INTEGER);
    if (!facts.contracts.has(contract)) return unknown('contract', contract);
    const metered = await meteredOver(reads, facts, days, await this.heatersOf(contract, days));
    const cost = workCostOf(workCost(facts, contract, metered, days));
    return { contract, ...days, ...cost, notes: NOTES };
  }

  /** Heaters with work for the contract about these days. */
  private async heatersOf(contract: string, { from, to }: Days): Promise<ReadonlySet<string>> {
    const rows = await this.models
      .selectFrom('work')
      .select('heater')
      .distinct()
      .where('day', '>=', epochDay(addDays(from, -1)))
      .where('day', '<=', epochDay(addDays(to, 1)))
      .where('data', 'like', `%"contract":"${contract}"%`)
      .orderBy('heater')
      .execute();
    return new Set(rows.map(({ heater }) => heater));
  }
}
