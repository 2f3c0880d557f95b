import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const LEDGER = new URL('../../apps/ledger/launch.mjs', import.meta.url).pathname;

/** Domain case 14, on the command line: steps of several lengths, remainders of a Wh, and stamps that name the end. */
describe('a load curve of steps of 10 and 30 minutes', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'heatledger-case-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('14: 605 W over three of the former and one of the latter are 605 Wh, all before midnight', async () => {
    const file = join(folder, 'curve.csv');
    const stamps = ['23:10:00+02:00', '23:20:00+02:00', '23:30:00+02:00'].map(
      (time) => `2026-07-31T${time};605`,
    );
    await writeFile(file, ['Horodate;Valeur', ...stamps, '2026-08-01T00:00:00+02:00;605', ''].join('\n'));
    const { stdout } = await run(process.execPath, [
      LEDGER,
      ...['rate-curve', '--file', file, '--option', 'base', '--json'],
    ]);
    expect(JSON.parse(stdout)).toMatchObject({
      total: { energyWh: 605, missingMinutes: 0 },
      months: [{ month: '2026-07' }],
    });
  }, 60_000);
});
