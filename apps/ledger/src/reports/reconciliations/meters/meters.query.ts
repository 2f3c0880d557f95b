import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Kysely } from 'kysely';
import type { EventStore } from '#event-store';
import { modelReads } from '#processes/closing';
import type { Tables } from '#read-models';
import { EVENT_STORE, READ_MODELS } from '../../../tokens.js';
import { FactsNow, type Page, keyOf, pageOf } from '../../shape/index.js';
import { acceptancesOf } from '../acceptances.js';
import { drawnBehind, heatersAt } from './heaters-behind.js';
import { type MeterReconciliationRow, meterRow } from './meter-row.js';

export class MeterReconciliationsQuery extends Query<Page<MeterReconciliationRow>> {
  constructor(
    readonly period: string,
    readonly supplyPoint: string | undefined,
    readonly limit: number,
    readonly after: string | undefined,
  ) {
    super();
  }
}

@QueryHandler(MeterReconciliationsQuery)
export class MeterReconciliationsHandler implements IQueryHandler<MeterReconciliationsQuery> {
  constructor(
    @Inject(READ_MODELS) private readonly models: Kysely<Tables>,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly facts: FactsNow,
  ) {}

  async execute(query: MeterReconciliationsQuery): Promise<Page<MeterReconciliationRow>> {
    const { period, limit } = query;
    const subjects = await this.subjectsOf(query);
    const shown = subjects.slice(0, limit);
    const curves = await this.curvesOf(period, shown);
    const drawn = await drawnBehind(
      this.models,
      modelReads(this.models, this.store),
      await this.facts.current(),
      period,
      shown,
    );
    const accepted = await acceptancesOf(this.models, this.store, period, 'meter', shown);
    return pageOf(
      subjects,
      limit,
      (prm) => [prm],
      (prm) => meterRow(period, prm, drawn.get(prm), curves.get(prm) ?? null, accepted.get(prm) ?? null),
    );
  }

  /** Supply points with a curve or heaters in the month, of this page and one more. */
  private async subjectsOf(query: MeterReconciliationsQuery): Promise<string[]> {
    const { period, supplyPoint, limit, after } = query;
    const last = keyOf(after, [''])?.[0] ?? '';
    const facts = await this.facts.current();
    const known = [...facts.supplyPoints.keys()].filter(
      (prm) => prm > last && (supplyPoint === undefined || prm === supplyPoint),
    );
    const heaters = heatersAt(facts, period, known);
    const rows = await this.models
      .selectFrom('meter_month')
      .select('supply_point')
      .where('period', '=', period)
      .where('supply_point', '>', last)
      .execute();
    const metered = new Set(rows.map((row) => row.supply_point));
    return known
      .filter((prm) => metered.has(prm) || (heaters.get(prm)?.size ?? 0) > 0)
      .sort()
      .slice(0, limit + 1);
  }

  private async curvesOf(
    period: string,
    supplyPoints: readonly string[],
  ): Promise<Map<string, Tables['meter_month']>> {
    if (supplyPoints.length === 0) return new Map();
    const rows = await this.models
      .selectFrom('meter_month')
      .selectAll()
      .where('period', '=', period)
      .where('supply_point', 'in', [...supplyPoints])
      .execute();
    return new Map(rows.map((row) => [row.supply_point, row]));
  }
}
