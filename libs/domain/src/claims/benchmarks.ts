import {
  accept,
  firstRefused,
  isSame,
  payloadOf,
  refuseIf,
  type Check,
  type Decider,
} from '#domain/decision';
import { checkDate, firstDay, type Month } from '#domain/calendar';
import { Decimal } from '#domain/quantity';
import type { BenchmarkPublished } from '#events';

export type Benchmark = BenchmarkPublished['data'];
export type BenchmarkMetric = Benchmark['metric'];
export type BenchmarkCommand = { readonly type: 'PublishBenchmark' } & Benchmark;

/** All benchmarks published so far, in the order of the log. */
export interface BenchmarkState {
  readonly published: readonly Benchmark[];
}

/** No unit of computing costs more (EUR), and no data centre draws ten times what its computers do. */
const MOST: Readonly<Record<BenchmarkMetric, number>> = {
  'eur-per-core-hour': 100,
  'eur-per-ghz-hour': 100,
  pue: 10,
  ere: 10,
};

function checkValue({ metric, value }: Benchmark): Check {
  const given = new Decimal(value);
  return firstRefused(
    refuseIf(given.lte(0), 'BENCHMARK_NOT_POSITIVE', 'value', 'Give a value above 0.'),
    refuseIf(
      given.gt(MOST[metric]),
      'BENCHMARK_ABSURD',
      'value',
      `Give at most ${MOST[metric]} for ${metric}; mind the unit.`,
    ),
    refuseIf(
      metric === 'pue' && given.lt(1),
      'PUE_BELOW_ONE',
      'value',
      'A PUE is total energy ÷ IT energy (ISO/IEC 30134-2) and never below 1; a value below 1 is an ERE.',
    ),
  );
}

/** The one stream `benchmarks`. The same benchmark from the same day again, with another value, corrects it. */
export const benchmarks: Decider<BenchmarkCommand, BenchmarkState, BenchmarkPublished> = {
  initialState: { published: [] },

  decide(command, { published }) {
    const data = payloadOf(command);
    const before = published.findLast((one) => one.benchmark === data.benchmark);
    const refused = firstRefused(
      checkDate('from', data.from),
      checkValue(data),
      refuseIf(
        before !== undefined && before.metric !== data.metric,
        'BENCHMARK_METRIC_FIXED',
        'metric',
        `Benchmark ${data.benchmark} measures ${before?.metric ?? ''}; give another metric an id of its own.`,
      ),
    );
    if (refused !== null) return refused;
    const standing = published.findLast((one) => one.benchmark === data.benchmark && one.from === data.from);
    return isSame(standing, data) ? accept() : accept({ type: 'BenchmarkPublished', data });
  },

  evolve: ({ published }, { data }) => ({ published: [...published, data] }),
};

/**
 * What a month is compared with: of one metric, the benchmark with the latest first day on or before the first of the
 * month; of the same day, the one recorded last. Null: none was in force.
 */
export function benchmarkOf<B extends Benchmark>(
  published: readonly B[],
  metric: BenchmarkMetric,
  period: Month,
): B | null {
  const inForce = published.filter((one) => one.metric === metric && one.from <= firstDay(period));
  return inForce.reduce<B | null>((best, one) => (best === null || one.from >= best.from ? one : best), null);
}
