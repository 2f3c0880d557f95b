import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bookEntry, fecOf, FEC_NAME } from '../../../../test/samples/fec.js';
import { configurationWith } from '../configuration/index.js';
import { checkFec } from './check-fec.js';
import { CommandEnded } from './exit-codes.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heatledger-fec-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Said {
  readonly exit: number;
  readonly codes: readonly string[];
  readonly text: string;
  readonly json: object;
}

/** What the command prints, and how it ends. */
async function said(options: Readonly<Record<string, string>>): Promise<Said> {
  const printed = { text: '', json: {} };
  const silent = (): void => undefined;
  try {
    await checkFec({
      configuration: configurationWith(),
      options,
      output: {
        result: (json, text) => Object.assign(printed, { json, text }),
        progress: silent,
        said: silent,
        refused: silent,
      },
    });
    return { exit: 0, codes: [], ...printed };
  } catch (fault) {
    if (!(fault instanceof CommandEnded)) throw fault;
    return { exit: fault.exitCode, codes: fault.refusals.map(({ code }) => code), ...printed };
  }
}

const sale = bookEntry(1, '2026-02-02', [
  ['411', 'lumen', 120, 0],
  ['706', null, 0, 120],
]);
async function fileOf(bytes: string | Uint8Array, name = FEC_NAME): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, bytes);
  return file;
}

test('a clean file ends with 0 and says its totals', async () => {
  const { exit, text, json } = await said({ file: await fileOf(await fecOf([sale])) });
  expect([exit, text.split('\n').slice(1)]).toEqual([
    0,
    ['ISO 8859-15, TAB, CRLF, Debit/Credit', 'Nothing was found.'],
  ]);
  expect(text).toContain('2 lines, 1 entries, debit 1,20, credit 1,20');
  expect(json).toMatchObject({ clean: true, lines: 2, debit: '1,20' });
});

test('findings end with 3, each with line, column and rule; no control character of the file is printed', async () => {
  const text = (await fecOf([sale])).toString('latin1').replace('1,20', '\u001b[31m').replace('Facture', 'a\u0007b'); // prettier-ignore
  const file = await fileOf(Buffer.from(text, 'latin1'));
  const report = await said({ file });
  expect(report.exit).toBe(3);
  expect(report.text).toContain(
    'line 2, column 12 Debit  AMOUNT_FORMAT: ·[31m\n    expected: digits, a comma',
  );
  expect(report.text).toContain('       2  CONTROL_CHARACTER');
  expect(report.text).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  expect((await said({ file, ignore: 'AMOUNT_FORMAT,CONTROL_CHARACTER' })).exit).toBe(0);
});

test.each<[Record<string, string>, string]>([
  [{ file: 'no-such-file.txt' }, 'FILE_UNREADABLE'],
  [{ file: tmpdir() }, 'FILE_UNREADABLE'],
  [{ file: '' }, 'FILE_UNREADABLE'],
  [{ file: '-' }, 'FILE_MISSING'],
  [{ from: '2026-02-30' }, 'DATE_INVALID'],
  [{ ignore: 'AMOUNTS' }, 'RULE_UNKNOWN'],
])('%j is refused', async (options, code) => {
  const file = await fileOf(await fecOf([sale]));
  expect(await said({ file, ...options })).toMatchObject({ exit: 2, codes: [code] });
});

test('a pipe is refused before anything waits for it', async () => {
  const file = join(folder, 'pipe.txt');
  execFileSync('mkfifo', [file]);
  expect(await said({ file })).toMatchObject({ exit: 2, codes: ['FILE_UNREADABLE'] });
});
