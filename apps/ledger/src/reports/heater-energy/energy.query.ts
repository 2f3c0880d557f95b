import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Kysely } from 'kysely';
import { DAY_MS } from '#domain/calendar';
import type { DayCell } from '#domain/metering';
import type { Tables } from '#read-models';
import { READ_MODELS } from '../../tokens.js';
import { FactsNow, type Page, type Span, instantOf, keyOf, pageOf, unknown } from '../shape/index.js';
import { type EnergyRow, energyRows } from './energy-row.js';

/** Half-hours of a heater that begin inside [fromMs, toMs). */
export class EnergyQuery extends Query<Page<EnergyRow>> {
  constructor(
    readonly heater: string,
    readonly span: Span,
    readonly limit: number,
    readonly after: string | undefined,
  ) {
    super();
  }
}

@QueryHandler(EnergyQuery)
export class EnergyHandler implements IQueryHandler<EnergyQuery> {
  constructor(
    @Inject(READ_MODELS) private readonly models: Kysely<Tables>,
    private readonly facts: FactsNow,
  ) {}

  async execute({ heater, span: { fromMs, toMs }, limit, after }: EnergyQuery): Promise<Page<EnergyRow>> {
    if (!(await this.facts.current()).heaters.has(heater)) unknown('heater', heater);
    const last = keyOf(after, [''])?.[0];
    const start = last === undefined ? fromMs : Math.max(fromMs, instantOf('after', last) + 1);
    const cells = await this.models
      .selectFrom('cell')
      .select('data')
      .where('heater', '=', heater)
      .where('day', '>=', Math.floor(start / DAY_MS))
      .where('day', '<=', Math.floor((toMs - 1) / DAY_MS))
      .orderBy('day')
      .limit(Math.ceil((limit + 1) / 48) + 1)
      .execute();
    const rows = cells.flatMap((cell) => energyRows(JSON.parse(cell.data) as DayCell, start, toMs));
    return pageOf(
      rows,
      limit,
      (row) => [row.from],
      (row) => row,
    );
  }
}
