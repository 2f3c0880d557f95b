import type { Benchmark, BenchmarkMetric } from './benchmarks.js';

/** A benchmark and the index of the event that published it. */
export interface BenchmarkInForce extends Benchmark {
  readonly index: number;
}

/** `1.58 PUE from 2026-01-01 (survey-pue: average of data centres; industry survey)`. */
export const comparatorText = ({
  value,
  metric,
  from,
  benchmark,
  boundary,
  source,
}: BenchmarkInForce): string => `${value} ${metric} from ${from} (${benchmark}: ${boundary}; ${source})`;

export const missingBenchmark = (metric: BenchmarkMetric): string =>
  `a benchmark of ${metric} in force on the first of the month: publish it with publish-benchmark`;
