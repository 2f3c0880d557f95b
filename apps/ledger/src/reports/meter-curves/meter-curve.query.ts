import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Kysely } from 'kysely';
import type { EventStore } from '#event-store';
import type { Keys } from '#ports/keys';
import type { Tables } from '#read-models';
import { Problem } from '../../http/index.js';
import { openedCurve } from '../../meters/opened-curve.js';
import { EVENT_STORE, KEYS, READ_MODELS } from '../../tokens.js';
import { type Page, instantText, keyOf, pageOf } from '../shape/index.js';
import type { MeterCurveRow } from './meter-curve-row.js';

/** The curve of a supply point's own meter in a month, as the last import told it. */
export class MeterCurveQuery extends Query<Page<MeterCurveRow>> {
  constructor(
    readonly supplyPoint: string,
    readonly period: string,
    readonly limit: number,
    readonly after: string | undefined,
  ) {
    super();
  }
}

@QueryHandler(MeterCurveQuery)
export class MeterCurveHandler implements IQueryHandler<MeterCurveQuery> {
  constructor(
    @Inject(READ_MODELS) private readonly models: Kysely<Tables>,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(KEYS) private readonly keys: Keys,
  ) {}

  async execute({ supplyPoint, period, limit, after }: MeterCurveQuery): Promise<Page<MeterCurveRow>> {
    const standing = await this.models
      .selectFrom('meter_month')
      .select('idx')
      .where('supply_point', '=', supplyPoint)
      .where('period', '=', period)
      .executeTakeFirst();
    if (standing === undefined)
      throw new Problem(404, {
        code: 'METER_CURVE_UNKNOWN',
        field: 'period',
        remedy: `No curve of ${supplyPoint} was imported for ${period}.`,
      });
    const curve = await openedCurve(this.store, this.keys, Number(standing.idx));
    if (curve === 'erased')
      throw new Problem(410, {
        code: 'METER_CURVE_ERASED',
        field: 'period',
        remedy: 'Its key was destroyed: only the sum of the month is left.',
      });
    const place = keyOf(after, [0])?.[0] ?? 0;
    const read = curve.map((interval, i) => ({ interval, next: i + 1 })).slice(place, place + limit + 1);
    return pageOf(
      read,
      limit,
      ({ next }) => [next],
      ({ interval: { fromMs, toMs, milliWh } }) => ({
        from: instantText(fromMs),
        to: instantText(toMs),
        milliWh,
      }),
    );
  }
}
