import { jobListOf } from '../../../job-lists/index.js';
import { compareJobs, type CompareOptions } from './compare.js';
import type { ToldJob } from './told-jobs.js';

const EXACT: CompareOptions = { prefix: '', contract: null, toleranceCoreMs: 0 };
const told = (
  job: string,
  coreMs: number,
  outcome: ToldJob['outcome'] = 'completed',
  contract = 'c',
): ToldJob => ({
  job,
  contract,
  coreMs,
  outcome,
});
const csv = (...rows: readonly string[]) =>
  jobListOf('csv', ['job,cores,seconds,status', ...rows].join('\n'));
const kinds = (...given: Parameters<typeof compareJobs>): string[] =>
  compareJobs(...given).differences.map(({ job, kind }) => `${job} ${kind}`);

test.each<[string, ReturnType<typeof csv>, ToldJob[], CompareOptions, string[]]>([
  ['the same', csv('a,2,10,completed'), [told('a', 20_000)], EXACT, []],
  ['missing here', csv('a,2,10,', 'b,1,1,'), [told('b', 1000)], EXACT, ['a MISSING_HERE']],
  ['no work is missed nowhere', csv('a,2,0,', 'b,1,1,'), [told('b', 1000)], EXACT, []],
  ['missing there', csv('b,1,1,'), [told('a', 1), told('b', 1000)], EXACT, ['a MISSING_THERE']],
  ['other work', csv('a,1,1,'), [told('a', 1001)], EXACT, ['a OTHER_WORK']],
  ['within the tolerance', csv('a,1,1,'), [told('a', 1001)], { ...EXACT, toleranceCoreMs: 1 }, []],
  ['other outcome', csv('a,1,1,completed'), [told('a', 1000, 'preempted')], EXACT, ['a OTHER_OUTCOME']],
  ['an outcome that nobody knows', csv('a,1,1,'), [told('a', 1000, 'failed')], EXACT, []],
  ['an end not told yet', csv('a,1,1,completed'), [told('a', 1000, null)], EXACT, []],
  ['lines of one job', csv('a,1,1,failed', 'a,1,2,completed'), [told('a', 3000)], EXACT, []],
  ['parts of one job', csv('a,4,1,'), [told('a.1', 1000), told('a.2', 3000)], EXACT, []],
  [
    'parts that the list has too',
    csv('a.1,1,1,', 'a.2,1,3,'),
    [told('a.1', 1000), told('a.2', 3000)],
    EXACT,
    [],
  ],
  [
    'a part that failed',
    csv('a,2,1,completed'),
    [told('a.1', 1000), told('a.2', 1000, 'failed')],
    EXACT,
    ['a OTHER_OUTCOME'],
  ],
  ['a prefix', csv('7,1,1,'), [told('swf-7', 1000)], { ...EXACT, prefix: 'swf-' }, []],
])('%s', (_what, list, jobs, options, expected) => {
  expect(kinds(list, jobs, options)).toEqual(expected);
});

test('jobs of a list belong to the contract it names, else to that of the ledger, else to the one asked for', () => {
  const list = jobListOf('csv', 'job;cores;seconds;contract\r\na;1;1;x\r\nb;1;2;\r\nc;1;4;\r\n');
  const { theirCoreMs } = compareJobs(list, [told('b', 2000, null, 'y')], { ...EXACT, contract: 'z' });
  expect(Object.fromEntries(theirCoreMs)).toEqual({ x: 1000, y: 2000, z: 4000 });
});

test('lines that are no job are told with their number', () => {
  expect(csv('a,1,1,', 'b,x,1,', '', 'c,1,-1,').problems.map(({ line }) => line)).toEqual([3, 5]);
});
