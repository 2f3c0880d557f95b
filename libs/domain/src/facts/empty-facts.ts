import type { Facts } from './facts.js';

/**
 * The rules of a log that names none. `NameInstallation` writes them out as its second event,
 * so that a log states its own rules from the beginning.
 */
export const DEFAULT_METERING_RULES: Facts['rules'] = Object.freeze({
  gapLimitMs: 3_600_000,
  powerTolerancePermille: 50,
  futureToleranceMs: 300_000,
});

/** Until a rule is set: the heating season of a French lease, half a degree around the setpoint. */
export const DEFAULT_USEFUL_HEAT: Facts['usefulHeat'] = Object.freeze({
  bandDeciC: 10,
  seasonFromMonth: 10,
  seasonToMonth: 5,
  setpointToleranceDeciC: 5,
});

/** What is known before event 0. */
export const emptyFacts: Facts = Object.freeze({
  company: null,
  chart: null,
  rules: DEFAULT_METERING_RULES,
  zones: new Map(),
  sites: new Map(),
  supplyPoints: new Map(),
  owners: new Map(),
  residents: new Map(),
  occupancies: new Map(),
  clients: new Map(),
  contracts: new Map(),
  electricityPrices: new Map(),
  computePrices: new Map(),
  spotPrices: new Map(),
  tempo: new Map(),
  pricesSetAside: [],
  researchBudget: null,
  usefulHeat: DEFAULT_USEFUL_HEAT,
  benchmarks: [],
  lockedYears: [],
  seriesPrefixes: [],
  heaters: new Map(),
});
