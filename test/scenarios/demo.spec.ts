import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runDemo, type DemoResult } from '../../apps/ledger/src/demo/index.js';

/** For a busy machine; a quiet one needs seconds. */
const PATIENCE_MS = 120_000;
const SIZE = { dwellings: 3, schoolHeaters: 1, officeHeaters: 1 };

/** The demo at a small size; that it repeats to the byte is shown by its twin in test/engines. */
describe('the demo', () => {
  let folder: string;
  let said = '';
  const terminal = { write: (text: string) => (said += text) };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'heatledger-demo-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const demo = (out: string, seed: string, jobs?: string): Promise<DemoResult> =>
    runDemo({
      once: true,
      out: join(folder, out),
      seed,
      json: false,
      port: 0,
      size: SIZE,
      stdout: terminal,
      stderr: terminal,
      ...(jobs === undefined ? {} : { jobs: join(folder, jobs) }),
    });
  const written = (out: string): Promise<string> => readFile(join(folder, out, 'summary.json'), 'utf8');

  test(
    'every check holds, and no file says where it was made',
    async () => {
      expect((await demo('one', 'seed')).failures).toEqual([]);
      expect(await written('one')).not.toContain(folder);
    },
    PATIENCE_MS,
  );

  test('it prints what was billed, credited and proved, and leaves the documents', async () => {
    expect(said).toContain('Billed to clients');
    expect(said).toContain('Habitat des Tilleuls');
    expect(said).toMatch(/Books +balanced/);
    expect(said).toContain('conserved to the Wh');
    expect(said).toMatch(/After the close +7 late uploads/);
    expect(said).toMatch(/EUR invoiced with VAT; [\d .]+ of it were prepaid/);
    expect(said).toMatch(/by price cell: .*blue-hp/);
    expect(said).toMatch(/holds +coverage-billed/);
    const invoices = await readdir(join(folder, 'one', 'documents', 'invoices'));
    expect(invoices.some((name) => name.endsWith('.pdf'))).toBe(true);
    const books = (await readdir(join(folder, 'one', 'exports'))).map((name) => name.replace(/^\d{9}/, ''));
    expect(books).toEqual([
      'FEC20261231.txt',
      'books.beancount',
      'hledger.journal',
      'journal.csv',
      'journal.xlsx',
      'trial-balance.xlsx',
    ]);
  });

  test(
    'real jobs: users are clients, and every core-second is found again',
    async () => {
      const job = (number: number, submit: number, run: number, processors: number, user: number): string =>
        `${number} ${submit} -1 ${run} ${processors} -1 -1 -1 -1 -1 -1 ${user} 1 -1 -1 -1 -1 -1`;
      const lines = [
        '; Computer: Small',
        job(1, 0, 7200, 40, 3),
        'no job',
        job(2, 50_000, 600, 1, 5),
        job(3, 95_000, 0, 1, 3),
      ];
      await writeFile(join(folder, 'jobs.swf'), lines.join('\n'));
      said = '';
      const { summary, failures } = await demo('trace', 'seed', 'jobs.swf');
      expect(failures).toEqual([]);
      expect(said).toContain('jobs.swf:3: 2 fields instead of 18; left out');
      expect(summary.jobs.trace).toEqual({
        computer: 'Small',
        jobs: 3,
        zeroRunJobs: 1,
        users: 2,
        coreMs: (40 * 7200 + 600) * 1000,
        malformedLines: 1,
      });
      expect(summary.billed.map(({ client }) => client)).toEqual(['user-03', 'user-05']);
    },
    PATIENCE_MS,
  );
});
