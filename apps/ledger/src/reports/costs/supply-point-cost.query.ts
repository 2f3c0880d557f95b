import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Kysely } from 'kysely';
import { energyAt, spanCost } from '#domain/periods';
import type { Facts } from '#domain/facts';
import type { EventStore } from '#event-store';
import { meteredOver, modelReads } from '#processes/closing';
import type { Tables } from '#read-models';
import { EVENT_STORE, READ_MODELS } from '../../tokens.js';
import { unknown } from '../shape/index.js';
import { type SupplyPointCost, energyCost } from './cost-row.js';

interface Days {
  readonly from: string;
  readonly to: string;
}

export class SupplyPointCostQuery extends Query<SupplyPointCost> {
  constructor(
    readonly supplyPoint: string,
    readonly days: Days,
    readonly perHeater: boolean,
  ) {
    super();
  }
}

@QueryHandler(SupplyPointCostQuery)
export class SupplyPointCostHandler implements IQueryHandler<SupplyPointCostQuery> {
  constructor(
    @Inject(READ_MODELS) private readonly models: Kysely<Tables>,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  async execute({ supplyPoint, days, perHeater }: SupplyPointCostQuery): Promise<SupplyPointCost> {
    const reads = modelReads(this.models, this.store);
    const facts = await reads.factsBefore(Number.MAX_SAFE_INTEGER);
    if (!facts.supplyPoints.has(supplyPoint)) return unknown('supply-point', supplyPoint);
    const metered = await meteredOver(reads, facts, days, heatersAt(facts, supplyPoint));
    const energy = energyAt(supplyPoint, metered, facts, days);
    const whole = energyCost(
      spanCost(
        facts,
        energy.flatMap(({ rows }) => rows),
      ),
    );
    const each = energy
      .filter(({ rows }) => rows.length > 0)
      .map(({ heater, rows }) => ({ heater, ...energyCost(spanCost(facts, rows)) }));
    return { supplyPoint, ...days, ...whole, ...(perHeater ? { heaters: each } : {}) };
  }
}

/** Heaters that ever stood at it. */
const heatersAt = (facts: Facts, supplyPoint: string): ReadonlySet<string> =>
  new Set(
    [...facts.heaters].flatMap(([heater, { placements }]) =>
      placements.some((place) => place.supplyPoint === supplyPoint) ? [heater] : [],
    ),
  );
