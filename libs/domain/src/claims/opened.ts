import { DAY_MS, HALF_HOUR_MS, localDateAt, type Month } from '#domain/calendar';
import { countsIn, zoneAt } from '#domain/attribution';
import { contractOn, isOpenedAt, type Facts } from '#domain/facts';
import type { DayWork, WorkCell } from '#domain/metering';
import { Decimal, addExact } from '#domain/quantity';
import type { SealedWork } from '#events';
import { claimOf, type Claim } from './claim.js';

/** A heater whose case was open at some time of the month, and what it did meanwhile (core·ms). */
export interface OpenedHeater {
  readonly heater: string;
  readonly openings: number;
  /** All work in half-hours that begin while the case was open, burn and internal too. */
  readonly doneCoreMs: number;
  /** Of it, what no seal of the month bears as unbillable because the case was open. */
  readonly billableCoreMs: number;
}

/** What the report knows of a heater: its openings, its settled work, and its work as sealed for the month. */
export interface OpenedInput {
  readonly heater: string;
  readonly openings: number;
  readonly work: readonly DayWork[];
  readonly sealed: readonly SealedWork[];
}

const FREE_OF_CONTRACT: ReadonlySet<string> = new Set(['burn', 'internal']);

/** Whether a contract was in force that could have billed this work, had the case been closed. */
const couldBill = (facts: Facts, { contract, fault }: WorkCell, day: string): boolean =>
  !FREE_OF_CONTRACT.has(contract) && fault === undefined && contractOn(facts, contract, day) !== null;

/**
 * Compares the work that was settled with what was sealed: of the work that an open case makes unbillable, all has
 * to be sealed so. The two come by different ways, so that a fault of either shows.
 */
export function openedHeater(facts: Facts, period: Month, input: OpenedInput): OpenedHeater {
  const { heater, openings, work, sealed } = input;
  const known = facts.heaters.get(heater);
  let [doneCoreMs, boundCoreMs] = [0, 0];
  for (const { day, afterCut, work: cells } of work)
    for (const cell of cells)
      cell.slots.forEach((slot, i) => {
        const atMs = day * DAY_MS + slot * HALF_HOUR_MS;
        if (known === undefined || !isOpenedAt(known, atMs)) return;
        const date = localDateAt(zoneAt(facts, heater, atMs), atMs);
        if (countsIn(date, afterCut) !== period) return;
        const coreMs = cell.coreMs[i] ?? 0;
        doneCoreMs = addExact(doneCoreMs, coreMs);
        if (couldBill(facts, cell, date)) boundCoreMs = addExact(boundCoreMs, coreMs);
      });
  const sealedCoreMs = sealed
    .filter(({ reason }) => reason === 'HEATER_OPENED')
    .reduce((sum, row) => addExact(sum, row.coreMs), 0);
  return { heater, openings, doneCoreMs, billableCoreMs: Math.max(0, boundCoreMs - sealedCoreMs) };
}

const LISTED_MAX = 50;
const hours = (ms: number): string => new Decimal(ms).div(3_600_000).toFixed(3, Decimal.ROUND_HALF_UP);

/** Openings of the month with what was billable after them: it must be nothing. */
export function openedClaim(heaters: readonly OpenedHeater[], openingEvents: readonly number[]): Claim {
  const sum = (of: (one: OpenedHeater) => number): number =>
    heaters.reduce((total, one) => addExact(total, of(one)), 0);
  const [billable, done] = [sum((one) => one.billableCoreMs), sum((one) => one.doneCoreMs)];
  const inputs = {
    openings: sum((one) => one.openings),
    billableCoreMsAfter: billable,
    doneCoreMsAfter: done,
    ...Object.fromEntries(
      heaters
        .slice(0, LISTED_MAX)
        .map(({ heater, doneCoreMs, billableCoreMs }) => [
          `heater ${heater}`,
          `${billableCoreMs} core·ms billable of ${doneCoreMs} done after`,
        ]),
    ),
  };
  if (heaters.length === 0)
    return claimOf('opened-heaters', {
      figure: null,
      holds: null,
      inputs,
      missing: ['an opening: no case was open in the month'],
    });
  return claimOf('opened-heaters', {
    figure: hours(billable),
    holds: billable === 0 && done === 0,
    inputs,
    references: { events: openingEvents },
  });
}
