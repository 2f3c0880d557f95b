import { Decimal, addExact } from '#domain/quantity';
import type { SealedHeater, UsefulHeatRuleSet } from '#events';
import type { BenchmarkMetric } from './benchmarks.js';
import { claimOf, type Claim, type Found } from './claim.js';
import { comparatorText, missingBenchmark, type BenchmarkInForce } from './comparator.js';
import type { ClaimId } from './definitions.js';

/** Energy of the heaters in a month, and how useful its heat was (Wh). */
export interface EnergyUse {
  readonly mainWh: number;
  readonly auxWh: number;
  /** Drawn while a room temperature was known, and while the heat was useful by the recorded rule. */
  readonly sensedWh: number;
  readonly usefulWh: number;
}

/** Sums what was sealed. Discarded spans were judged never to have been drawn. */
export function energyUse(sealed: readonly SealedHeater[]): EnergyUse {
  const use = { mainWh: 0, auxWh: 0, sensedWh: 0, usefulWh: 0 };
  for (const { energy, comfort = [] } of sealed) {
    for (const { register, reason, energyWh } of energy) {
      if (reason === 'DISCARDED') continue;
      if (register === 'main') use.mainWh = addExact(use.mainWh, energyWh);
      else use.auxWh = addExact(use.auxWh, energyWh);
    }
    for (const { sensedWh, usefulWh } of comfort) {
      use.sensedWh = addExact(use.sensedWh, sensedWh);
      use.usefulWh = addExact(use.usefulWh, usefulWh);
    }
  }
  return use;
}

/** The rule by which heat was judged, and where it stands in the log (none: the rule of a log that names none). */
export interface UsefulHeatRule {
  readonly rule: UsefulHeatRuleSet['data'];
  readonly event: number | null;
}

type BenchmarkOf = (metric: BenchmarkMetric) => BenchmarkInForce | null;

const four = (value: Decimal): string => value.toFixed(4, Decimal.ROUND_HALF_UP);

/** Efficiencies of the heaters; `most` is what they would be, were all heat useful that no sensor judged. */
function efficiencies({ mainWh, auxWh, sensedWh, usefulWh }: EnergyUse) {
  const total = new Decimal(mainWh).plus(auxWh);
  const pue = total.div(mainWh);
  const unsensed = Decimal.max(0, total.minus(sensedWh));
  const erf = Decimal.min(1, new Decimal(usefulWh).div(total));
  const erfMost = Decimal.min(1, unsensed.plus(usefulWh).div(total));
  const ere = (reused: Decimal): Decimal => new Decimal(1).minus(reused).times(pue);
  return { pue, erf, erfMost, ere: ere(erf), ereLeast: ere(erfMost) };
}

/**
 * Waste against data centres. By ERE: energy that was neither computing nor useful heat; a comparator known by its PUE
 * alone reuses nothing. By PUE: energy spent beside computing.
 */
export function wasteClaims(use: EnergyUse, useful: UsefulHeatRule, benchmarkOf: BenchmarkOf): Claim[] {
  return [
    byEre('waste-ere', use, useful, benchmarkOf, (ratio) => ratio.lt(1)),
    byEre('waste-five-times', use, useful, benchmarkOf, (ratio) => ratio.times(5).lte(1)),
    byPue(use, benchmarkOf),
  ];
}

const wattHours = ({ mainWh, auxWh, sensedWh, usefulWh }: EnergyUse) => ({
  mainWh,
  auxWh,
  sensedWh,
  usefulWh,
});

const judgedBy = (use: EnergyUse, { rule }: UsefulHeatRule) => ({
  ...wattHours(use),
  bandDeciC: rule.bandDeciC,
  season: `month ${rule.seasonFromMonth} to ${rule.seasonToMonth}`,
});

/** What it is compared with, and where benchmark and rule stand. */
function told(
  benchmark: BenchmarkInForce | null,
  useful: UsefulHeatRule | null = null,
): Pick<Found, 'comparator' | 'references'> {
  const events = [benchmark?.index ?? null, useful?.event ?? null].filter((index) => index !== null);
  return {
    comparator: benchmark === null ? null : comparatorText(benchmark),
    references: { benchmarks: benchmark === null ? [] : [benchmark.benchmark], events },
  };
}

function byEre(
  id: ClaimId,
  use: EnergyUse,
  useful: UsefulHeatRule,
  benchmarkOf: BenchmarkOf,
  holdsAt: (ratio: Decimal) => boolean,
): Claim {
  const benchmark = benchmarkOf('ere') ?? benchmarkOf('pue');
  const missing = [
    ...(use.mainWh === 0 ? ['energy of computing: the main registers drew none'] : []),
    ...(use.sensedWh === 0
      ? ['room temperatures and setpoints: no heater told any, so no heat is known to be useful']
      : []),
    ...(benchmark === null ? [`${missingBenchmark('pue')} (or ere)`] : []),
  ];
  if (benchmark === null || missing.length > 0)
    return claimOf(id, {
      figure: null,
      holds: null,
      inputs: judgedBy(use, useful),
      missing,
      ...told(benchmark, useful),
    });
  const { pue, erf, erfMost, ere, ereLeast } = efficiencies(use);
  const ratio = ere.div(benchmark.value);
  const inputs = {
    ...judgedBy(use, useful),
    pue: four(pue),
    erf: four(erf),
    ere: four(ere),
    erfMost: four(erfMost),
    comparatorEre: benchmark.value,
  };
  // Heat that no sensor judged may be useful: it can save the claim, and never refutes it alone.
  const holds = holdsAt(ratio) ? true : holdsAt(ereLeast.div(benchmark.value)) ? null : false;
  return claimOf(id, {
    figure: four(ratio),
    holds,
    inputs,
    missing: holds === null ? ['room temperatures of the energy that no sensor judged'] : [],
    ...told(benchmark, useful),
  });
}

function byPue(use: EnergyUse, benchmarkOf: BenchmarkOf): Claim {
  const benchmark = benchmarkOf('pue');
  const missing = [
    ...(use.mainWh === 0 ? ['energy of computing: the main registers drew none'] : []),
    ...(benchmark === null ? [missingBenchmark('pue')] : []),
  ];
  if (benchmark === null || missing.length > 0)
    return claimOf('waste-pue', {
      figure: null,
      holds: null,
      inputs: wattHours(use),
      missing,
      ...told(benchmark),
    });
  const { pue } = efficiencies(use);
  return claimOf('waste-pue', {
    figure: four(pue),
    holds: pue.lt(benchmark.value),
    inputs: { ...wattHours(use), comparatorPue: benchmark.value },
    ...told(benchmark),
  });
}
