import {
  DAY_MS,
  HALF_HOUR_MS,
  addMonths,
  localDateAt,
  monthOf,
  type LocalDate,
  type Month,
} from '#domain/calendar';
import { componentFor } from '#domain/compute-contracts';
import { exhausted, invariant } from '#domain/decision';
import { computePriceOn, contractOn, isOpenedAt, type Facts } from '#domain/facts';
import type { DayWork, MeteredHeater, WorkCell } from '#domain/metering';
import { addExact } from '#domain/quantity';
import type { ComputePriceSet, ContractSigned, SealedWork } from '#events';
import { BilledDays } from './billed-days.js';
import { zoneAt } from './stretches.js';

interface Judged {
  readonly status: SealedWork['status'];
  readonly reason: string | null;
  /** The price version, so that work of two prices stays apart. */
  readonly priceList: string | null;
  readonly priceFrom: LocalDate | null;
  readonly unit: ComputePriceSet['data']['unit'] | null;
}

const judged = (
  status: Judged['status'],
  reason: string | null,
  price: ComputePriceSet['data'] | null = null,
): Judged => ({
  status,
  reason,
  priceList: price?.priceList ?? null,
  priceFrom: price?.from ?? null,
  unit: price?.unit ?? null,
});

/** Who pays for attempts that end badly is agreed in the contract. */
function isPaid(pays: ContractSigned['data']['pays'], outcome: WorkCell['outcome']): boolean {
  switch (pays) {
    case 'completed':
      return outcome === 'completed';
    case 'completed-failed':
      return outcome === 'completed' || outcome === 'failed';
    case 'completed-preempted':
      return outcome === 'completed' || outcome === 'preempted';
    case 'all':
      return true;
    default:
      return exhausted(pays);
  }
}

/**
 * What becomes of work whose slice ended in a half-hour that begins at `atMs`, on local day `day`.
 * Opening and reset count by the half-hour: it is judged by its beginning.
 */
function judge(facts: Facts, heater: string, cell: WorkCell, day: LocalDate, atMs: number): Judged {
  if (cell.contract === 'burn' || cell.contract === 'internal') return judged('internal', null);
  // Implausible work was recorded; no contract makes it billable.
  if (cell.fault !== undefined) return judged('unbillable', cell.fault);
  if (!facts.contracts.has(cell.contract)) return judged('unbillable', 'NO_CONTRACT');
  const contract = contractOn(facts, cell.contract, day);
  const terms = contract?.signed ?? contract?.grant ?? null;
  if (contract === null || terms === null) return judged('unbillable', 'CONTRACT_NOT_IN_FORCE');
  const standing = facts.heaters.get(heater);
  if (standing !== undefined && isOpenedAt(standing, atMs)) return judged('unbillable', 'HEATER_OPENED');
  const version = computePriceOn(facts, terms.priceList, day);
  // A list that has no component for such work does not price it.
  const price = version !== null && componentFor(version, cell.plan, cell.model) !== null ? version : null;
  if (contract.signed === null) return judged('free', 'GRANT', price);
  if (!isPaid(contract.signed.pays, cell.outcome)) return judged('unbillable', 'NOT_COMPLETED', price);
  // Billed once it has a price: until then no document tells it.
  return judged('billed', price === null ? 'NO_PRICE' : null, price);
}

/** Work counts once: in the later of its own local month and the month after the last cut it missed. */
export function countsIn(day: LocalDate, afterCut: Month | ''): Month {
  const own = monthOf(day);
  if (afterCut === '') return own;
  const next = addMonths(afterCut, 1);
  return own > next ? own : next;
}

/** Settled work that counts in the period, by contract, plan, model, outcome, fate and price version. */
export const workOf = (
  metered: Pick<MeteredHeater, 'heater' | 'work'>,
  facts: Facts,
  period: Month,
): SealedWork[] => countWork(metered, facts, new BilledDays(period));

/** The same; what of it is billed is noted by its days as well. */
export function countWork(
  metered: Pick<MeteredHeater, 'heater' | 'work'>,
  facts: Facts,
  days: BilledDays,
): SealedWork[] {
  const rows = new Map<string, SealedWork>();
  let countedCoreMs = 0;
  for (const dayWork of metered.work)
    for (const cell of dayWork.work)
      countedCoreMs = addExact(countedCoreMs, addCell(rows, metered.heater, dayWork, cell, facts, days));
  const sealed = [...rows.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  const sealedCoreMs = sealed.reduce((sum, row) => addExact(sum, row.coreMs), 0);
  invariant(
    sealedCoreMs === countedCoreMs,
    `work of ${metered.heater} is not conserved: ${sealedCoreMs} of ${countedCoreMs} core·ms`,
  );
  return sealed;
}

/** Adds what of a cell counts in the period; answers how much that is (core·ms). */
function addCell(
  rows: Map<string, SealedWork>,
  heater: string,
  dayWork: DayWork,
  cell: WorkCell,
  facts: Facts,
  days: BilledDays,
): number {
  let counted = 0;
  for (const { day, atMs, coreMs, ghzMs } of alikeIn(dayWork, cell, heater, facts)) {
    if (countsIn(day, dayWork.afterCut) !== days.period) continue;
    counted = addExact(counted, coreMs);
    const fate = judge(facts, heater, cell, day, atMs);
    addRow(rows, cell, day, fate, coreMs, ghzMs);
    if (fate.status === 'billed' && fate.unit !== null)
      days.add(cell.contract, fate.unit, day, fate.unit === 'ghz-hour' ? ghzMs : coreMs);
  }
  return counted;
}

/** Half-hours of a cell that are judged alike: of one local day, with the case open or not. */
interface Alike {
  readonly day: LocalDate;
  readonly atMs: number;
  coreMs: number;
  ghzMs: number;
}

function alikeIn(dayWork: DayWork, cell: WorkCell, heater: string, facts: Facts): Iterable<Alike> {
  const groups = new Map<string, Alike>();
  const standing = facts.heaters.get(heater);
  cell.slots.forEach((slot, i) => {
    // A slice that ends at 00:00 stands in the last half-hour of the day before.
    const atMs = dayWork.day * DAY_MS + slot * HALF_HOUR_MS;
    const day = localDateAt(zoneAt(facts, heater, atMs), atMs);
    const key = standing !== undefined && isOpenedAt(standing, atMs) ? `${day} opened` : day;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { day, atMs, coreMs: cell.coreMs[i]!, ghzMs: cell.ghzMs[i]! });
    else {
      group.coreMs = addExact(group.coreMs, cell.coreMs[i]!);
      group.ghzMs = addExact(group.ghzMs, cell.ghzMs[i]!);
    }
  });
  return groups.values();
}

function addRow(
  rows: Map<string, SealedWork>,
  { contract, plan, model, outcome }: WorkCell,
  day: LocalDate,
  { status, reason, priceList, priceFrom }: Judged,
  coreMs: number,
  ghzMs: number,
): void {
  // Work without a price is told by day: each day is set aside, or priced, by itself.
  const price = reason === 'NO_PRICE' ? [day] : [priceList ?? '', priceFrom ?? ''];
  const key = [contract, plan, model, outcome, status, reason ?? '', ...price].join('\u0000');
  const before = rows.get(key);
  rows.set(key, {
    contract,
    plan,
    model,
    outcome,
    from: before === undefined || day < before.from ? day : before.from,
    to: before === undefined || day > before.to ? day : before.to,
    status,
    reason,
    priceList,
    priceFrom,
    coreMs: addExact(before?.coreMs ?? 0, coreMs),
    ghzMs: addExact(before?.ghzMs ?? 0, ghzMs),
  });
}
