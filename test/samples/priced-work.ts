import type { PriceComponent } from '#domain/compute-contracts';
import type { LocalDate } from '#domain/calendar';
import type { FactEvent } from '#domain/facts';
import type { SealedHeater, SealedWork } from '#events';

/** Prices in short: `tiers([10, 10, 2], …)` is up to 10 units at 10 EUR, and 2 EUR once entered. */

export const CORE_HOUR_MS = 3_600_000;

type Tier = readonly [upTo: number | null, eurPerUnit: number, flatEur?: number];

export const component = (
  scheme: PriceComponent['scheme'],
  tiers: readonly Tier[],
  changes: Partial<PriceComponent> = {},
): PriceComponent => ({
  plan: null,
  model: null,
  scheme,
  packageUnits: null,
  tiers: tiers.map(([upTo, eurPerUnit, flatEur = 0]) => ({
    upTo: upTo === null ? null : String(upTo),
    eurPerUnit: String(eurPerUnit),
    flatEur: String(flatEur),
  })),
  ...changes,
});

export const packagesOf = (units: number, eur: number): PriceComponent =>
  component('package', [[null, eur]], { packageUnits: String(units) });

export const priced = (
  priceList: string,
  from: LocalDate,
  components: readonly PriceComponent[],
  unit: 'core-hour' | 'ghz-hour' = 'core-hour',
): FactEvent => ({
  type: 'ComputePriceSet',
  data: { priceList, from, unit, components: [...components] },
});

/** Work of a day, billed, in core-hours. */
export const workOn = (day: LocalDate, coreHours: number, changes: Partial<SealedWork> = {}): SealedWork => ({
  contract: 'lab-1',
  plan: 'cpu',
  model: 'ryzen',
  outcome: 'completed',
  from: day,
  to: day,
  status: 'billed',
  reason: null,
  priceList: 'core',
  priceFrom: '2026-01-01',
  coreMs: Math.round(coreHours * CORE_HOUR_MS),
  ghzMs: Math.round(coreHours * CORE_HOUR_MS * 3),
  ...changes,
});

/** A heater that did nothing but this work. */
export const sealedWork = (...work: SealedWork[]): SealedHeater => ({
  heater: 'h1',
  end: null,
  before: null,
  after: null,
  energy: [],
  pendingWork: [],
  work,
});
