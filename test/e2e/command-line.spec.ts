import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ServedLedger } from '../crash/served-ledger.js';
import { JANUARY, REGISTERED, januaryOf } from './registered-world.js';

/** Processes start slowly on a machine that does much else. */
const STORY_MS_MAX = 120_000;
const PROGRAM = fileURLToPath(new URL('../../dist/apps/ledger/src/main.js', import.meta.url));

interface Ran {
  readonly exitCode: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs one command line as a person would, in a process of its own. */
function heatledger(args: readonly string[], env: Record<string, string> = {}): Promise<Ran> {
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'] ?? '', ...env },
  });
  const said = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.err += text));
  return new Promise((resolve) => child.once('close', (exitCode) => resolve({ exitCode, ...said })));
}

/** Days of January and one more, of two heaters. */
const UPLOADS = 64;
/** Name, rules, zone offsets and chart of a new ledger. */
const FIRST_EVENTS = 4;

let ledger: ServedLedger | null = null;
let folder: string;
let dataDir: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heatledger-cli-'));
  dataDir = join(folder, 'ledger');
  const lines = [
    ...REGISTERED.map(([command, data]) => ({ command, data })),
    ...januaryOf('h-home', 'render'),
    ...januaryOf('h-office', 'burn'),
  ];
  await writeFile(join(folder, 'january.ndjson'), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
});
afterAll(async () => {
  await ledger?.kill();
  await rm(folder, { recursive: true });
});

/** The specifications of this file tell one story, in order. */
describe('the command line', () => {
  test(
    'help teaches: commands, examples, exit codes',
    async () => {
      const { exitCode, out } = await heatledger(['--help']);
      expect(exitCode).toBe(0);
      for (const word of ['serve', 'import', 'close', 'status', 'claims', 'project', 'demo', 'Exit codes:'])
        expect(out).toContain(word);
    },
    STORY_MS_MAX,
  );

  test(
    'a wrong command line or configuration ends with 2 and says what is allowed',
    async () => {
      expect(await heatledger(['close'])).toMatchObject({ exitCode: 2 });
      const wrong = await heatledger(['serve', '--data-dir', dataDir], { HEATLEDGER_PORT: 'eighty' });
      expect(wrong.exitCode).toBe(2);
      expect(wrong.err).toContain('HEATLEDGER_PORT');
      expect(wrong.err).toContain('A whole number from 0 to 65535');
    },
    STORY_MS_MAX,
  );

  test(
    'where no ledger is, status ends with 4 and makes none',
    async () => {
      const { exitCode, err } = await heatledger(['status', '--data-dir', dataDir]);
      expect(exitCode).toBe(4);
      expect(err).toContain('NO_LEDGER');
    },
    STORY_MS_MAX,
  );

  test(
    'import records a file, and nothing twice when repeated',
    async () => {
      const args = ['import', '--file', join(folder, 'january.ndjson'), '--data-dir', dataDir, '--json'];
      const first = await heatledger(args);
      expect([first.exitCode, JSON.parse(first.out)]).toMatchObject([
        0,
        { commands: REGISTERED.length, uploads: UPLOADS, refused: [] },
      ]);
      expect((await heatledger(args)).out).toBe(first.out);
    },
    STORY_MS_MAX,
  );

  test(
    'with a ledger running, commands speak to it; a second one does not start',
    async () => {
      ledger = await ServedLedger.start(dataDir);
      const status = await heatledger(['status', '--data-dir', dataDir, '--json']);
      expect(JSON.parse(status.out)).toMatchObject({
        running: true,
        heaters: 2,
        nextIndex: FIRST_EVENTS + REGISTERED.length + UPLOADS,
      });
      const second = await heatledger(['serve', '--data-dir', dataDir, '--log-level', 'silent']);
      expect(second.exitCode).toBe(4);
      expect(second.err).toContain('ALREADY_RUNNING');
    },
    STORY_MS_MAX,
  );

  test(
    'close refuses what is not complete with 3, and closes what is',
    async () => {
      const early = await heatledger(['close', '--period', '2026-02', '--data-dir', dataDir]);
      expect(early.exitCode).toBe(3);
      expect(early.err).toContain('refused');
      const args = ['close', '--period', JANUARY.month, '--issue-date', '2026-02-02', '--data-dir', dataDir];
      const closed = await heatledger(args);
      expect([closed.exitCode, closed.out]).toEqual([0, expect.stringContaining('2026-01 is closed')]);
      expect(closed.out).toContain('1 invoice, 714.24 EUR');
      expect((await heatledger(args)).out).toContain('2026-01 was closed already');
      const checked = await heatledger(['documents', 'check', '--redraw', '--data-dir', dataDir]);
      expect([checked.exitCode, checked.out]).toEqual([0, expect.stringContaining('no faults')]);
      const claims = await heatledger(['claims', JANUARY.month, '--data-dir', dataDir]);
      expect([claims.exitCode, claims.out]).toEqual([0, expect.stringContaining('Claims of 2026-01')]);
      expect(claims.out).toContain('holds        Computing pays for the electricity: 4.361');
      expect(await heatledger(['claims', 'january', '--data-dir', dataDir])).toMatchObject({ exitCode: 2 });
      expect(await ledger?.end()).toBe(0);
    },
    STORY_MS_MAX,
  );

  test(
    'with none running, documents check opens the files itself and ends with 3 where one is gone',
    async () => {
      const main = join(dataDir, 'documents', 'main');
      const gone = (await readdir(main)).find((name) => name.endsWith('.cii.xml'))!;
      await rm(join(main, gone));
      const args = ['documents', 'check', '--data-dir', dataDir];
      const checked = await heatledger(args);
      expect([checked.exitCode, checked.out]).toEqual([
        3,
        expect.stringMatching(`cii: DOCUMENT_FILE_GONE\n +file +main/${gone}`),
      ]);
      const mended = await heatledger([...args, '--mend']);
      expect([mended.exitCode, mended.out]).toEqual([0, expect.stringContaining('no faults')]);
      expect(await readdir(main)).toContain(gone);
    },
    STORY_MS_MAX,
  );

  test(
    'with none running, status opens the files itself',
    async () => {
      const { out } = await heatledger(['status', '--data-dir', dataDir, '--json']);
      expect(JSON.parse(out)).toMatchObject({ running: false, lastClosedPeriod: '2026-01', documents: 3 });
    },
    STORY_MS_MAX,
  );

  test(
    'project --rebuild makes the read models anew',
    async () => {
      const { exitCode, out } = await heatledger(['project', '--rebuild', '--data-dir', dataDir, '--json']);
      expect(exitCode).toBe(0);
      expect((JSON.parse(out) as { nextIndex: number }).nextIndex).toBeGreaterThan(UPLOADS);
    },
    STORY_MS_MAX,
  );
});
