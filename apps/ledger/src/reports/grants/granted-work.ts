import type { Kysely } from 'kysely';
import { workOf } from '#domain/attribution';
import { addMonths, epochDay, firstDay, lastDay, type Month } from '#domain/calendar';
import type { Facts } from '#domain/facts';
import type { DayWork } from '#domain/metering';
import type { SealedHeater, SealedWork } from '#events';
import type { Tables } from '#read-models';

/** The text of a row that has work for one of these contracts holds one of these. */
const mentions = (contracts: readonly string[]): string[] =>
  contracts.map((contract) => `%"contract":"${contract}"%`);

/** Free work of a month that was cut: as each heater was sealed last. */
export async function sealedGrantedWork(
  models: Kysely<Tables>,
  period: Month,
  contracts: readonly string[],
): Promise<SealedWork[]> {
  const last = await models
    .selectFrom('sealed_heater')
    .select(['heater', ({ fn }) => fn.max('cut').as('cut')])
    .where('period', '=', period)
    .groupBy('heater')
    .execute();
  const lastCut = new Map(last.map(({ heater, cut }) => [heater, cut]));
  const rows = await models
    .selectFrom('sealed_heater')
    .select(['heater', 'cut', 'data'])
    .where('period', '=', period)
    .where(({ or, eb }) => or(mentions(contracts).map((text) => eb('data', 'like', text))))
    .orderBy('cut')
    .orderBy('heater')
    .execute();
  return rows
    .filter(({ heater, cut }) => lastCut.get(heater) === cut)
    .flatMap(({ data }) => (JSON.parse(data) as SealedHeater).work)
    .filter(({ status }) => status === 'free');
}

/** Free work of months that were not cut yet, by month, as known now. */
export async function openGrantedWork(
  models: Kysely<Tables>,
  facts: Facts,
  months: readonly Month[],
  contracts: readonly string[],
): Promise<ReadonlyMap<Month, SealedWork[]>> {
  const [first, last] = [months[0], months.at(-1)];
  if (first === undefined || last === undefined) return new Map();
  const rows = await models
    .selectFrom('work')
    .select(['heater', 'data'])
    // A UTC day may touch the local days before and after it; what was settled late counts in a month not its own.
    .where('day', '<=', epochDay(lastDay(last)) + 1)
    .where(({ or, eb }) => or([eb('day', '>=', epochDay(firstDay(first)) - 1), eb('after_cut', '!=', '')]))
    .where(({ or, eb }) => or(mentions(contracts).map((text) => eb('data', 'like', text))))
    .orderBy('heater')
    .orderBy('day')
    .orderBy('after_cut')
    .execute();
  const byMonth = new Map<Month, SealedWork[]>(months.map((month) => [month, []]));
  for (const { heater, data } of rows) {
    const work = [JSON.parse(data) as DayWork];
    for (const [month, given] of byMonth)
      given.push(...workOf({ heater, work }, facts, month).filter(({ status }) => status === 'free'));
  }
  return byMonth;
}

/** The months from one to another, both included. */
export function monthsBetween(from: Month, to: Month): Month[] {
  const months: Month[] = [];
  for (let month = from; month <= to; month = addMonths(month, 1)) months.push(month);
  return months;
}
