import type { Kysely } from 'kysely';
import { DAY_MS, HALF_HOUR_MS, type Month } from '#domain/calendar';
import type { Facts } from '#domain/facts';
import type { DayWork } from '#domain/metering';
import { addExact } from '#domain/quantity';
import { spanOfMonth } from '#processes/closing';
import type { Tables } from '#read-models';
import { shelfOf } from '#read-models/projection';
import { endsIn, monthOfHeater, type MonthSpan } from './month-of-heater.js';

const HEATERS_TOGETHER = 100;
const HALF_HOURS = 48;

/** What is no client's: heat and the company's own filler. */
const OWN: ReadonlySet<string> = new Set(['burn', 'internal']);

/** Work of a month by contract (core·ms), settled and pending, and the heaters that did it. */
export interface ContractWork {
  readonly coreMs: ReadonlyMap<string, number>;
  readonly heaters: ReadonlySet<string>;
}

interface Wanted {
  readonly facts: Facts;
  readonly period: Month;
  /** Null: all. */
  readonly contracts: ReadonlySet<string> | null;
}

class Sums {
  readonly coreMs = new Map<string, number>();
  readonly heaters = new Set<string>();

  constructor(private readonly contracts: ReadonlySet<string> | null) {}

  wants(contract: string): boolean {
    return !OWN.has(contract) && this.contracts?.has(contract) !== false;
  }

  add(heater: string, contract: string, coreMs: number): void {
    this.coreMs.set(contract, addExact(this.coreMs.get(contract) ?? 0, coreMs));
    this.heaters.add(heater);
  }
}

function addSettled(sums: Sums, month: MonthSpan, { heater, day, work }: DayWork): void {
  for (const { contract, slots, coreMs } of work) {
    if (!sums.wants(contract)) continue;
    slots.forEach((slot, i) => {
      const endMs = (day * HALF_HOURS + slot + 1) * HALF_HOUR_MS;
      if (endsIn(month, endMs)) sums.add(heater, contract, coreMs[i]!);
    });
  }
}

/** Work of the month by contract, as the read models have it: whatever becomes of it, and when it is billed. */
export async function contractWork(models: Kysely<Tables>, wanted: Wanted): Promise<ContractWork> {
  const { facts, period, contracts } = wanted;
  const sums = new Sums(contracts);
  if (facts.zones.size === 0) return sums;
  const span = spanOfMonth(facts, period);
  for (let after = ''; ;) {
    const states = await models
      .selectFrom('heater_state')
      .selectAll()
      .where('heater', '>', after)
      .orderBy('heater')
      .limit(HEATERS_TOGETHER)
      .execute();
    if (states.length === 0) return sums;
    const rows = await models
      .selectFrom('work')
      .select('data')
      .where(
        'heater',
        'in',
        states.map(({ heater }) => heater),
      )
      .where('day', '>=', Math.floor(span.fromMs / DAY_MS))
      .where('day', '<=', Math.floor(span.toMs / DAY_MS))
      .orderBy('heater')
      .orderBy('day')
      .orderBy('after_cut')
      .execute();
    for (const { data } of rows) {
      const work = JSON.parse(data) as DayWork;
      const month = monthOfHeater(facts, work.heater, period);
      if (month !== null) addSettled(sums, month, work);
    }
    for (const state of states) addPending(sums, facts, period, state);
    after = states.at(-1)!.heater;
  }
}

function addPending(sums: Sums, facts: Facts, period: Month, state: Tables['heater_state']): void {
  const month = monthOfHeater(facts, state.heater, period);
  if (month === null) return;
  for (const { contract, slots } of [...shelfOf(state).meter.attempts.pending.values()].flat())
    if (sums.wants(contract))
      for (const { slotEndMs, coreMs } of slots)
        if (endsIn(month, slotEndMs)) sums.add(state.heater, contract, coreMs);
}
