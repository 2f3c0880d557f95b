import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { FactsNow, type Page, keyOf, pageOf } from '../shape/index.js';
import { type HeaterRow, heaterRow } from './heater-row.js';

export class HeatersQuery extends Query<Page<HeaterRow>> {
  constructor(
    readonly filter: { readonly site: string | undefined; readonly dwelling: string | undefined },
    readonly limit: number,
    readonly after: string | undefined,
  ) {
    super();
  }
}

@QueryHandler(HeatersQuery)
export class HeatersHandler implements IQueryHandler<HeatersQuery> {
  constructor(private readonly facts: FactsNow) {}

  async execute({ filter, limit, after }: HeatersQuery): Promise<Page<HeaterRow>> {
    const from = keyOf(after, [''])?.[0] ?? '';
    const { heaters } = await this.facts.current();
    const rows = [...heaters]
      .filter(([heater]) => heater > from)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([heater, facts]) => heaterRow(heater, facts))
      .filter((row) => filter.site === undefined || row.site === filter.site)
      .filter((row) => filter.dwelling === undefined || row.dwelling === filter.dwelling);
    return pageOf(
      rows.slice(0, limit + 1),
      limit,
      (row) => [row.heater],
      (row) => row,
    );
  }
}

export class HeaterQuery extends Query<HeaterRow | null> {
  constructor(readonly heater: string) {
    super();
  }
}

@QueryHandler(HeaterQuery)
export class HeaterHandler implements IQueryHandler<HeaterQuery> {
  constructor(private readonly facts: FactsNow) {}

  async execute({ heater }: HeaterQuery): Promise<HeaterRow | null> {
    const facts = (await this.facts.current()).heaters.get(heater);
    return facts === undefined ? null : heaterRow(heater, facts);
  }
}
