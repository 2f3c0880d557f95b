import fc from 'fast-check';
import { MONTH_FROM_MS, MONTH_TO_MS } from '../model/month.js';
import { HOME_HEATER, type Mode } from '../model/power.js';
import { workOf, type Job } from './job.js';
import { Schedule } from './schedule.js';
import { parseSwf } from '../../job-lists/index.js';
import { jobsOfTrace, totalsOf, usersOf } from './trace.js';

const HEADER = '; Version: 2.2\n; Computer: Test machine\n; Note: first\n; Note: second\n;\n';
const line = (
  number: number,
  submit: number,
  run: number,
  processors: number,
  status: number,
  user: number,
): string => `${number} ${submit} -1 ${run} ${processors} -1 -1 -1 -1 -1 ${status} ${user} 1 -1 -1 -1 -1 -1`;

describe('a file in Standard Workload Format', () => {
  test('given a header and jobs, both are read, and −1 is unknown', () => {
    const trace = parseSwf(`${HEADER}${line(1, 0, 60, 128, -1, 7)}\r\n\r\n${line(2, 10, 0, 1, 1, 8)}\n`);
    expect(trace.header.get('Computer')).toBe('Test machine');
    expect(trace.header.get('Note')).toBe('first');
    expect(trace.problems).toEqual([]);
    expect(trace.jobs).toMatchObject([
      { line: 6, number: 1, submitS: 0, waitS: 0, runS: 60, processors: 128, status: -1, user: 7 },
      { line: 8, number: 2, runS: 0, status: 1 },
    ]);
  });

  test('given lines that are no jobs, each is named with its number and the others are read', () => {
    const text = `${HEADER}1 2 3\n${line(2, 0, 5, 1, 1, 1)}\n${line(3, 0, -1, 1, 1, 1)}\n${line(4, 0, 5, -1, 1, 1)}\n`;
    const trace = parseSwf(`${text}${line(5, 0, 5, 1, 1, 1).replace('5', 'five')}\n`);
    expect(trace.jobs.map(({ number }) => number)).toEqual([2]);
    expect(trace.problems).toEqual([
      { line: 6, problem: '3 fields instead of 18' },
      { line: 8, problem: 'run time unknown' },
      { line: 9, problem: 'number of processors unknown' },
      { line: 10, problem: 'field 1 is no number: five' },
    ]);
  });

  test('where processors allocated are unknown, those requested count', () => {
    const requested = '1 0 -1 60 -1 -1 -1 4 -1 -1 1 1 1 -1 -1 -1 -1 -1';
    expect(parseSwf(requested).jobs[0]!.processors).toBe(4);
  });
});

describe('a trace on the month', () => {
  const day = 86_400;
  const trace = parseSwf(
    [
      line(1, 0, 3600, 16, 1, 3),
      line(2, 40 * day, 7200, 40, 0, 4),
      line(3, 92 * day, 600, 1, 5, 3),
      line(4, 9, 0, 1, 1, 5),
    ].join('\n'),
  );
  const month = { fromMs: MONTH_FROM_MS, toMs: MONTH_TO_MS };
  const jobs = jobsOfTrace(trace, month, (user) => `u${user}`, 'seed');

  test('every job begins and ends inside the month, in the order of the trace', () => {
    expect(jobs[0]!.startMs).toBe(MONTH_FROM_MS);
    for (const job of jobs) expect(job.startMs + job.runMs).toBeLessThanOrEqual(MONTH_TO_MS);
    const starts = jobs.filter(({ runMs }) => runMs > 0).map(({ startMs }) => startMs);
    expect(starts).toEqual([...starts].sort((a, b) => a - b));
  });

  test('run times and cores stay, so core-hours stay', () => {
    const placed = jobs.reduce((sum, job) => sum + job.cores * job.runMs, 0);
    expect(placed).toBe(totalsOf(trace).coreMs);
    expect(totalsOf(trace)).toEqual({
      jobs: 4,
      zeroRunJobs: 1,
      users: 3,
      coreMs: (16 + 80) * 3_600_000 + 600_000,
    });
    expect(usersOf(trace)).toEqual([3, 4, 5]);
  });

  test('of any trace, no core-second is lost and no job leaves the month', () => {
    const job = fc.record({
      submit: fc.nat(100 * day),
      run: fc.nat(20 * day),
      processors: fc.integer({ min: 1, max: 300 }),
      user: fc.integer({ min: -1, max: 9 }),
    });
    fc.assert(
      fc.property(fc.array(job, { minLength: 1, maxLength: 20 }), (drawn) => {
        const any = parseSwf(
          drawn.map((each, at) => line(at, each.submit, each.run, each.processors, 1, each.user)).join('\n'),
        );
        const mapped = jobsOfTrace(any, month, String, 'seed');
        expect(mapped.reduce((sum, { cores, runMs }) => sum + cores * runMs, 0)).toBe(totalsOf(any).coreMs);
        for (const { startMs, runMs, cores } of mapped) {
          expect(startMs).toBeGreaterThanOrEqual(MONTH_FROM_MS);
          expect(startMs + runMs).toBeLessThanOrEqual(MONTH_TO_MS);
          expect(cores).toBeLessThanOrEqual(16);
        }
      }),
    );
  });

  test('a job of 40 processors becomes parts of 16, 16 and 8 cores at the same time', () => {
    const parts = jobs.filter(({ job }) => job.startsWith('swf-2'));
    expect(parts.map(({ job, cores }) => [job, cores])).toEqual([
      ['swf-2.1', 16],
      ['swf-2.2', 16],
      ['swf-2.3', 8],
    ]);
    expect(new Set(parts.map(({ startMs }) => startMs)).size).toBe(1);
    expect(parts[0]!.ends).toEqual([{ outcome: 'failed', permille: 1000 }]);
  });
});

describe('jobs on heaters', () => {
  const place = (
    heater: string,
    demand: number,
    modeAt: (ms: number) => Mode = () => 'normal',
    stopsMs: number[] = [],
  ) => ({
    heater,
    model: HOME_HEATER,
    modeAt,
    stopsMs,
    demandWAt: () => demand,
  });
  const job = (
    name: string,
    cores: number,
    startMs: number,
    runMs: number,
    more: Partial<Job> = {},
  ): Job => ({
    job: name,
    contract: 'c',
    plan: 'batch',
    cores,
    startMs,
    runMs,
    ends: [],
    resumes: 'whole',
    outcomeDelayMs: 0,
    ...more,
  });
  const HOUR = 3_600_000;

  test('no heater runs more than its cores at once; what finds no room waits', () => {
    const jobs = Array.from({ length: 60 }, (_, n) => job(`j${n}`, 5, n * 60_000, HOUR));
    const [one, two] = new Schedule([place('a', 300), place('b', 300)], 's').place(jobs, 100 * HOUR);
    for (const attempts of [one!, two!]) {
      for (const { fromMs } of attempts) {
        const busy = attempts.filter((other) => other.fromMs <= fromMs && other.toMs > fromMs);
        expect(busy.reduce((sum, { cores }) => sum + cores, 0)).toBeLessThanOrEqual(16);
      }
    }
    expect(one!.length + two!.length).toBe(60);
    expect([...one!, ...two!].reduce((sum, each) => sum + workOf(each), 0)).toBe(60 * 5 * HOUR);
  });

  test('a job goes where heat is wanted', () => {
    const [cold, warm] = new Schedule([place('a', 500), place('b', 0)], 's').place(
      [job('j', 4, 0, HOUR)],
      HOUR,
    );
    expect([cold!.length, warm!.length]).toEqual([1, 0]);
  });

  test('a heater that is opened preempts what runs on it; a job that resumes does only the rest elsewhere', () => {
    const opened = (ms: number): Mode => (ms >= HOUR ? 'stopped' : 'normal');
    const schedule = new Schedule([place('a', 500, opened, [HOUR]), place('b', 0)], 's');
    const [first, second] = schedule.place([job('j', 4, 0, 3 * HOUR, { resumes: 'rest' })], 10 * HOUR);
    expect(first).toMatchObject([{ attempt: 1, fromMs: 0, toMs: HOUR, outcome: 'preempted' }]);
    expect(second).toMatchObject([{ attempt: 2, fromMs: HOUR, toMs: 3 * HOUR, outcome: 'completed' }]);
  });
});
