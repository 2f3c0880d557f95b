import type { BenchmarkPublished, TransitAttested } from '#events';
import { scenario } from '../../../../test/samples/scenario.js';
import { attestations, type AttestationCommand } from './attestations.js';
import { benchmarkOf, benchmarks, type Benchmark, type BenchmarkCommand } from './benchmarks.js';

const pue: Benchmark = {
  benchmark: 'survey-pue',
  metric: 'pue',
  value: '1.58',
  boundary: 'average of data centres, annual',
  from: '2026-01-01',
  source: 'industry survey 2023',
};
const publish = (changes: Partial<Benchmark> = {}): BenchmarkCommand => ({
  type: 'PublishBenchmark',
  ...pue,
  ...changes,
});
const published = (changes: Partial<Benchmark> = {}): BenchmarkPublished => ({
  type: 'BenchmarkPublished',
  data: { ...pue, ...changes },
});

describe('a benchmark', () => {
  const { given } = scenario(benchmarks, undefined);

  test('is published, and published again says nothing new', () => {
    given().when(publish()).then(published());
    given(published()).when(publish()).thenNothing();
  });

  test('with another value from the same day is corrected, from another day follows', () => {
    given(published())
      .when(publish({ value: '1.55' }))
      .then(published({ value: '1.55' }));
    given(published())
      .when(publish({ from: '2027-01-01', value: '1.54' }))
      .then(published({ from: '2027-01-01', value: '1.54' }));
  });

  test.each<[string, Partial<Benchmark>, string, string]>([
    ['zero', { value: '0' }, 'BENCHMARK_NOT_POSITIVE', 'value'],
    ['below zero', { value: '-1' }, 'BENCHMARK_NOT_POSITIVE', 'value'],
    ['a PUE below one', { value: '0.95' }, 'PUE_BELOW_ONE', 'value'],
    ['a PUE in percent', { value: '158' }, 'BENCHMARK_ABSURD', 'value'],
    [
      'a price in cents',
      { benchmark: 'x', metric: 'eur-per-core-hour', value: '500' },
      'BENCHMARK_ABSURD',
      'value',
    ],
    ['no such day', { from: '2026-02-30' }, 'DATE_INVALID', 'from'],
    ['another metric under the same id', { metric: 'ere' }, 'BENCHMARK_METRIC_FIXED', 'metric'],
  ])('is refused: %s', (_what, changes, code, field) => {
    given(published()).when(publish(changes)).thenRefused(code, field);
  });

  test('in force for a month is the latest that began by its first day; of one day the one recorded last', () => {
    const all = [
      pue,
      { ...pue, value: '1.6' },
      { ...pue, benchmark: 'other', from: '2026-03-01', value: '1.5' },
      { ...pue, benchmark: 'core', metric: 'eur-per-core-hour' as const, value: '0.06' },
    ];
    expect(benchmarkOf(all, 'pue', '2025-12')).toBeNull();
    expect(benchmarkOf(all, 'pue', '2026-02')?.value).toBe('1.6');
    expect(benchmarkOf(all, 'pue', '2026-03')?.value).toBe('1.5');
    expect(benchmarkOf(all, 'ere', '2026-03')).toBeNull();
  });
});

describe('an attestation of transit', () => {
  const data: TransitAttested['data'] = {
    contract: 'lab-1',
    jobs: ['job-1', 'job-2'],
    diskless: true,
    encrypted: true,
    evidence: 'a'.repeat(64),
  };
  const attest = (changes: Partial<typeof data> = {}): AttestationCommand => ({
    type: 'AttestTransit',
    ...data,
    ...changes,
  });
  const { given } = scenario(attestations, { contractKnown: true });

  test('is recorded, and the same again says nothing new', () => {
    given().when(attest()).then({ type: 'TransitAttested', data });
    given({ type: 'TransitAttested', data })
      .when(attest({ jobs: ['job-2'] }))
      .thenNothing();
  });

  test('that says otherwise of a job is recorded: the later one stands', () => {
    const otherwise = { ...data, jobs: ['job-2'], diskless: false };
    given({ type: 'TransitAttested', data })
      .when({ type: 'AttestTransit', ...otherwise })
      .then({ type: 'TransitAttested', data: otherwise });
  });

  test.each<[string, Partial<typeof data>, string, string]>([
    ['no job', { jobs: [] }, 'JOBS_MISSING', 'jobs'],
    ['a job named twice', { jobs: ['job-1', 'job-1'] }, 'JOB_TWICE', 'jobs'],
    ['too many jobs', { jobs: Array.from({ length: 501 }, (_, i) => `j${i}`) }, 'TOO_MANY_JOBS', 'jobs'],
    ['nothing attested', { diskless: false, encrypted: false }, 'NOTHING_ATTESTED', 'diskless'],
  ])('is refused: %s', (_what, changes, code, field) => {
    given().when(attest(changes)).thenRefused(code, field);
  });

  test('of an unknown contract is refused', () => {
    given().when(attest(), { contractKnown: false }).thenRefused('CONTRACT_UNKNOWN', 'contract');
  });
});
