import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SigningMeter, enedisCurve } from '../../../../test/samples/meter-files.js';
import { type Configuration, configurationWith } from '../configuration/index.js';
import { type Ledger, openLedger } from '../ledger.js';
import type { Run } from './command.js';
import { CommandEnded } from './exit-codes.js';
import { importFile } from './import/import.js';
import { importColours, importPrices } from './import-lists.js';
import { importMeter } from './import-meter.js';
import { reconcileJobs } from './reconcile-jobs.js';

const PRM = '14500000000017';
const MARCH_MS = Date.UTC(2026, 1, 28, 23);

let folder: string;
let ledger: Ledger;
let configuration: Configuration;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heatledger-cli-'));
  const dataDir = join(folder, 'data');
  ledger = await openLedger({ dataDir, port: 0 });
  configuration = configurationWith({ dataDir });
  await given('register-site', {
    site: 's',
    name: 'S',
    address: '1 rue',
    zone: 'Europe/Paris',
    kind: 'other',
  });
  await given('register-supply-point', {
    supplyPoint: PRM,
    site: 's',
    dwelling: null,
    option: 'base',
    subscribedKva: 6,
  });
}, 120_000);
afterAll(async () => {
  await ledger.close();
  await rm(folder, { recursive: true, force: true });
});

async function given(command: string, data: object): Promise<void> {
  const response = await fetch(`${ledger.url}/v1/commands/${command}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(data),
  });
  if (!response.ok) throw new Error(await response.text());
}

async function fileOf(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

interface Said {
  readonly json: unknown;
  readonly text: string;
  readonly ended: CommandEnded | null;
}

/** What a command prints, and how it ends. */
async function said(body: (run: Run) => Promise<void>, options: object): Promise<Said> {
  let [json, text]: [unknown, string] = [null, ''];
  const silent = (): void => undefined;
  const result = (value: unknown, told: string): void => {
    [json, text] = [value, told];
  };
  const output = { result, progress: silent, said: silent, refused: silent };
  const ended = await body({ configuration, options: options as Run['options'], output }).then(
    () => null,
    (fault: unknown) => {
      if (fault instanceof CommandEnded) return fault;
      throw fault;
    },
  );
  return { json, text, ended };
}

test('colours of both published forms; again, they are there already', async () => {
  const lines = await fileOf('colours.csv', '01/03/2026;BLEU\r\n02/03/2026;BLANC');
  const numbers = await fileOf('colours.json', '{"2026-03-03": 2}');
  for (const file of [lines, numbers, lines])
    expect((await said(importColours, { file, source: 'RTE' })).json).toMatchObject({
      commands: 1,
      refused: [],
    });
  const wrong = await fileOf('wrong.csv', '01/03/2026;VERT');
  expect((await said(importColours, { file: wrong, source: 'RTE' })).ended?.refusals).toMatchObject([
    { code: 'COLOUR_INVALID', field: 'line 1' },
  ]);
});

test('prices of a list; what the ledger refuses is told', async () => {
  const cell = {
    cell: 'base',
    inclTaxEurPerKwh: '0.2001',
    energyEurPerKwh: '0.1359',
    acciseEurPerKwh: '0.03085',
    vatRate: '20',
  };
  const good = await fileOf('prices.json', JSON.stringify([{ from: '2026-08-01', cells: [cell] }]));
  const options = { file: good, priceList: 'regulated', source: 'JORF' };
  expect((await said(importPrices, options)).json).toMatchObject({ commands: 1 });
  const dear = await fileOf(
    'dear.json',
    JSON.stringify({ from: '2026-09-01', cells: [{ ...cell, inclTaxEurPerKwh: '20.01' }] }),
  );
  const refused = await said(importPrices, { ...options, file: dear });
  expect(refused.ended).toMatchObject({ exitCode: 3, refusals: [{ code: 'PRICE_ABSURD' }] });
});

const EMPTY = [
  ['', importColours],
  ['{}', importColours],
  ['', importPrices],
  ['[]', importPrices],
  ['', importFile],
  ['\n', importFile],
] as const;
test.each(EMPTY)('a file of %j has nothing to import', async (text, body) => {
  const file = await fileOf('empty', text);
  expect((await said(body, { file })).ended).toMatchObject({
    exitCode: 2,
    refusals: [{ code: 'FILE_EMPTY', field: file }],
  });
});

const READERS = [importColours, importPrices, importFile, importMeter, reconcileJobs];
test.each(READERS)('%p says when its file is not there, or is a folder', async (body) => {
  for (const file of ['/no/such/file', '/no/such.json', folder])
    expect(
      (await said(body, { file, period: '2026-03', supplyPoint: PRM, format: 'enedis' })).ended,
    ).toMatchObject({
      exitCode: 2,
      refusals: [{ code: 'FILE_UNREADABLE', field: file }],
    });
});

test('readings of a meter, with a key in a file; nothing usable ends with exit code 3', async () => {
  const curve = await fileOf('curve.csv', enedisCurve(MARCH_MS, 48, 500, 1));
  const enedis = await said(importMeter, { supplyPoint: PRM, format: 'enedis', file: curve });
  expect(enedis.text).toContain(`${PRM}: 12000 Wh in 48 intervals`);
  const meter = new SigningMeter();
  const session = meter.session('2026-03-02T10:00:00,000+0100 S', 1, '2026-03-02T11:00:00,000+0100 S', 2);
  const unset = meter.session('1970-01-01T10:00:00,000+0100 U', 1, '1970-01-01T11:00:00,000+0100 U', 2);
  const publicKey = await fileOf('key.hex', `${meter.publicKey}\n`);
  const records = { supplyPoint: PRM, format: 'ocmf', publicKey };
  const signed = await said(importMeter, {
    ...records,
    file: await fileOf('records.txt', `${session}\n${unset}\n`),
  });
  expect(signed.text).toContain('2 signatures verified');
  expect(signed.text).toContain('OCMF_CLOCK_NOT_SET');
  expect(signed.text).toContain('stands instead of the enedis import');
  const none = await said(importMeter, { ...records, file: await fileOf('unset.txt', unset) });
  expect(none.ended?.exitCode).toBe(3);
});

test('a list of jobs is compared', async () => {
  const file = await fileOf('jobs.csv', 'job,cores,seconds,contract\nj,2,3600,c\n');
  const { text, ended } = await said(reconcileJobs, { file, period: '2026-03' });
  expect(ended).toBeNull();
  expect(text).toContain('MISSING_HERE   j  ours 0, theirs 7200000 core·ms');
});
