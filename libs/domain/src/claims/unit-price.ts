import { Decimal, eurText, toCents } from '#domain/quantity';
import type { BenchmarkMetric } from './benchmarks.js';
import { claimOf, type Claim } from './claim.js';
import { comparatorText, missingBenchmark, type BenchmarkInForce } from './comparator.js';
import type { ClaimId } from './definitions.js';

/** Work of a month in core·ms and GHz·ms. */
export interface Work {
  readonly coreMs: number;
  readonly ghzMs: number;
}

export interface WorkOfMonth {
  readonly billed: Work;
  /** Billed, granted or not billable: all that was done for clients. */
  readonly done: Work;
  /** Billable work that no price was known for when the month was closed (core·ms). */
  readonly unpricedCoreMs: number;
}

export interface UnitPriceInput {
  readonly work: WorkOfMonth;
  /** Of the month's own lines, exact, excluding VAT. */
  readonly ownBilledEur: Decimal;
  readonly documents: readonly string[];
  /** Client documents planned and not issued. */
  readonly setAside: readonly string[];
  readonly benchmarkOf: (metric: BenchmarkMetric) => BenchmarkInForce | null;
}

const MS_PER_HOUR = 3_600_000;
const hours = (ms: number): Decimal => new Decimal(ms).div(MS_PER_HOUR);

function unitPrice(
  id: ClaimId,
  metric: BenchmarkMetric,
  unit: string,
  ms: number,
  input: UnitPriceInput,
): Claim {
  const { ownBilledEur, documents, setAside, work } = input;
  const benchmark = input.benchmarkOf(metric);
  const inputs = {
    billedEur: eurText(toCents(ownBilledEur)),
    [unit]: hours(ms).toFixed(3, Decimal.ROUND_HALF_UP),
    ...(benchmark === null ? {} : { benchmarkEur: benchmark.value }),
  };
  const missing = [
    ...(ms === 0 ? ['work: none in the month'] : []),
    ...(benchmark === null ? [missingBenchmark(metric)] : []),
    ...(work.unpricedCoreMs > 0
      ? [`a price of ${hours(work.unpricedCoreMs).toFixed(3)} core-hours of billable work`]
      : []),
    ...(setAside.length > 0 ? [`invoices not issued: ${setAside.slice(0, 5).join(', ')}`] : []),
  ];
  const references = { documents, ...referenceOf(benchmark) };
  const comparator = benchmark === null ? null : comparatorText(benchmark);
  if (benchmark === null || missing.length > 0)
    return claimOf(id, { figure: null, holds: null, inputs, missing, comparator, references });
  const price = ownBilledEur.div(hours(ms));
  return claimOf(id, {
    figure: price.toFixed(6, Decimal.ROUND_HALF_UP),
    holds: price.lt(benchmark.value),
    inputs,
    comparator,
    references,
  });
}

const referenceOf = (benchmark: BenchmarkInForce | null) =>
  benchmark === null ? {} : { benchmarks: [benchmark.benchmark], events: [benchmark.index] };

/** What a client paid per hour of computing, billed and done, against the dated price of others. */
export function unitPriceClaims(input: UnitPriceInput): Claim[] {
  const { billed, done } = input.work;
  const core = (id: ClaimId, ms: number) => unitPrice(id, 'eur-per-core-hour', 'coreHours', ms, input);
  const ghz = (id: ClaimId, ms: number) => unitPrice(id, 'eur-per-ghz-hour', 'ghzHours', ms, input);
  return [
    core('eur-per-core-hour', billed.coreMs),
    core('eur-per-core-hour-done', done.coreMs),
    ghz('eur-per-ghz-hour', billed.ghzMs),
    ghz('eur-per-ghz-hour-done', done.ghzMs),
  ];
}
