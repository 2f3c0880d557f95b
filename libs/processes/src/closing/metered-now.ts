import type { Kysely } from 'kysely';
import { DAY_MS, monthSpan, type Month } from '#domain/calendar';
import { invariant } from '#domain/decision';
import type { Facts } from '#domain/facts';
import {
  coveredFrom,
  coveredTo,
  type DayCell,
  type DayWork,
  type HeldSpan,
  type MeteredHeater,
} from '#domain/metering';
import type { Tables } from '#read-models';
import { shelfOf } from '#read-models/projection';

/** Heaters as they stand now: what a check and a preview look at. Registers at the end are told at the cut only. */
export async function meteredNow(
  models: Kysely<Tables>,
  period: Month,
  facts: Facts,
): Promise<MeteredHeater[]> {
  const zones = [...facts.zones.values()].map((zone) => monthSpan(zone, period));
  invariant(zones.length > 0, 'no zone is known');
  const fromMs = Math.min(...zones.map((span) => span.fromMs));
  const toMs = Math.max(...zones.map((span) => span.toMs));
  const [fromDay, toDay] = [Math.floor(fromMs / DAY_MS), Math.ceil(toMs / DAY_MS)];
  const states = await models.selectFrom('heater_state').selectAll().orderBy('heater').execute();
  const metered: MeteredHeater[] = [];
  for (const row of states) {
    const { heater } = row;
    const { meter } = shelfOf(row);
    const cells = await models
      .selectFrom('cell')
      .select('data')
      .where('heater', '=', heater)
      .where('day', '>=', fromDay)
      .where('day', '<=', toDay)
      .orderBy('day')
      .execute();
    const work = await models
      .selectFrom('work')
      .select('data')
      .where('heater', '=', heater)
      .where('day', '<=', toDay)
      .where((eb) => eb.or([eb('day', '>=', fromDay), eb('after_cut', '!=', '')]))
      .orderBy('day')
      .execute();
    metered.push({
      heater,
      cells: cells.map(({ data }) => JSON.parse(data) as DayCell),
      work: work.map(({ data }) => JSON.parse(data) as DayWork),
      pending: [...meter.attempts.pending.values()].flat(),
      held: await heldIn(models, heater, fromMs, toMs),
      coveredFrom: coveredFrom(meter),
      coveredTo: coveredTo(meter),
      end: null,
      before: null,
      after: null,
    });
  }
  return metered;
}

async function heldIn(
  models: Kysely<Tables>,
  heater: string,
  fromMs: number,
  toMs: number,
): Promise<HeldSpan[]> {
  const rows = await models
    .selectFrom('held')
    .selectAll()
    .where('heater', '=', heater)
    .where('to_ms', '>', fromMs)
    .where('from_ms', '<', toMs)
    .orderBy('from_ms')
    .execute();
  return rows.map((row) => ({
    heater,
    from: Number(row.from_ms),
    to: Number(row.to_ms),
    code: row.code as HeldSpan['code'],
    mainWh: Number(row.main_wh),
    auxWh: Number(row.aux_wh),
    status: row.status as HeldSpan['status'],
  }));
}
