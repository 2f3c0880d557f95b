import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { configurationWith } from '../configuration/index.js';
import type { CurveReport } from '../load-curves/index.js';
import type { Run } from './command.js';
import { CommandEnded } from './exit-codes.js';
import { rateCurve } from './rate-curve.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heatledger-curve-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

let files = 0;
async function fileOf(text: string): Promise<string> {
  const path = join(folder, `file-${++files}`);
  await writeFile(path, text);
  return path;
}

/** What the command prints: its JSON and its table. */
async function rated(
  options: Readonly<Record<string, unknown>>,
): Promise<{ json: CurveReport; table: string }> {
  const printed: { json?: CurveReport; table: string } = { table: '' };
  const silent = () => undefined;
  await rateCurve({
    configuration: configurationWith(),
    options: { kva: '6', zone: 'Europe/Paris', ...options } as Run['options'],
    output: {
      result: (value, text) => Object.assign(printed, { json: value, table: text }),
      progress: silent,
      said: silent,
      refused: silent,
    },
  });
  if (printed.json === undefined) throw new Error('nothing was printed');
  return { json: printed.json, table: printed.table };
}

async function refusalOf(options: Readonly<Record<string, unknown>>): Promise<object> {
  try {
    await rated(options);
  } catch (fault) {
    if (fault instanceof CommandEnded) return { exit: fault.exitCode, ...fault.refusals[0] };
    throw fault;
  }
  return { code: 'NONE' };
}

const two = (value: number): string => String(value).padStart(2, '0');
/** The half-hours of 24 October to 26 October 2026, with offsets. */
const OCTOBER = Array.from({ length: 48 + 50 }, (_, i) => {
  const ms = Date.parse('2026-10-23T22:30:00Z') + i * 1_800_000;
  const offset = ms < Date.parse('2026-10-25T01:00:00Z') ? 2 : 1;
  return `${new Date(ms + offset * 3_600_000).toISOString().slice(0, 19)}+${two(offset)}:00;${500 + (i % 7)}`;
});

test('Wh and EUR per month and price cell, totals and holes', async () => {
  const rows = [
    '2026-07-31T23:30:00+02:00;605',
    '2026-08-01T00:00:00+02:00;605',
    '2026-08-01T00:30:00+02:00;605',
  ];
  const prices = await fileOf(
    JSON.stringify([
      { from: '2026-02-01', cells: [{ cell: 'base', inclTaxEurPerKwh: '0.1940' }] },
      { from: '2026-08-01', cells: [{ cell: 'base', inclTaxEurPerKwh: '0.2001' }] },
    ]),
  );
  const file = await fileOf([...rows, '2026-08-01T01:00:00+02:00;'].join('\n'));
  const { json, table } = await rated({ file: [file], option: 'base', prices });
  expect(json).toMatchObject({
    from: '2026-07-31T23:00:00+02:00',
    to: '2026-08-01T01:00:00+02:00',
    months: [
      {
        month: '2026-07',
        energyWh: 605,
        cells: [{ cell: 'base', energyWh: 605, eurPerKwh: '0.1940', eur: { amount: '0.12' } }],
      },
      {
        month: '2026-08',
        energyWh: 302,
        cells: [{ cell: 'base', energyWh: 302, eurPerKwh: '0.2001', eur: { amount: '0.06' } }],
      },
    ],
    total: { energyWh: 907, eur: { amount: '0.18', currency: 'EUR' }, missingMinutes: 30 },
    holes: [
      { from: '2026-08-01T00:30:00+02:00', to: '2026-08-01T01:00:00+02:00', minutes: 30, reason: 'NO_VALUE' },
    ],
  });
  expect(table).toContain('907 Wh');
  expect(table).toContain('NO_VALUE');
});

test('605 W over three steps of 10 minutes and one of 30 are 605 Wh, and 00:00 ends the month before', async () => {
  const rows = ['23:10', '23:20', '23:30'].map((wall) => `2026-07-31T${wall}:00+02:00;605`);
  const file = [await fileOf([...rows, '2026-08-01T00:00:00+02:00;605'].join('\n'))];
  const { json } = await rated({ option: 'base', file });
  expect(json).toMatchObject({ steps: 4, holes: [], total: { energyWh: 605 } });
  expect(json.months.map(({ month }) => month)).toEqual(['2026-07']);
});

test('several files are one curve', async () => {
  const file = [await fileOf(OCTOBER.slice(31).join('\n')), await fileOf(OCTOBER.slice(0, 31).join('\n'))];
  const { json } = await rated({ option: 'hphc', windows: '22:38-06:38', file });
  expect(json).toMatchObject({ steps: 98, holes: [], total: { energyWh: 24_647 } });
});

test('what has no colour is pending by day', async () => {
  const calendar = [await fileOf('{"2026-10-23":0,"2026-10-24":0}')];
  const file = [await fileOf(OCTOBER.join('\n'))];
  const { json } = await rated({ file, option: 'tempo', calendar });
  expect(json.pending.map(({ day, reason }) => [day, reason])).toEqual([['2026-10-25', 'NO_COLOUR']]);
  expect(json.total.cells.map(({ cell }) => cell)).toEqual(['blue-hc', 'blue-hp', 'tempo-hc', 'tempo-hp']);
  expect(json.total.pendingWh).toBe(json.pending[0]?.energyWh);
});

test('no price for a date is an error that names it', async () => {
  const prices = await fileOf('{"from":"2026-10-25","cells":[{"cell":"base","inclTaxEurPerKwh":"0.2"}]}');
  const file = [await fileOf(OCTOBER.join('\n'))];
  expect(await refusalOf({ file, option: 'base', prices })).toMatchObject({
    exit: 3,
    code: 'PRICE_MISSING',
    remedy: expect.stringContaining('2026-10-24') as string,
  });
});

test.each([
  [{ option: 'hphc' }, 'WINDOWS_INVALID'],
  [{ option: 'season-5' }, 'OPTION_UNKNOWN'],
  [{ option: 'base', kva: 'x' }, 'KVA_INVALID'],
  [{ option: 'base', zone: 'Mars/Base' }, 'ZONE_UNKNOWN'],
  [{ option: 'base', prices: 'no-such-file' }, 'FILE_UNREADABLE'],
  [{ option: 'base', file: ['no-such-file'] }, 'FILE_UNREADABLE'],
  [{ option: 'base', file: [tmpdir()] }, 'FILE_UNREADABLE'],
  [{ option: 'tempo', calendar: [tmpdir()] }, 'FILE_UNREADABLE'],
  [{ option: 'base', windows: '22:00-06:00' }, 'WINDOWS_NOT_USED'],
])('%j is refused', async (options, code) => {
  const file = [await fileOf(OCTOBER.join('\n'))];
  expect(await refusalOf({ file, ...options })).toMatchObject({ exit: 2, code });
});

test.each([
  ['prices', '{"from":"2026-01-01","cells":[{"cell":"base","inclTaxEurPerKwh":20.65}]}', 'PRICE_ABSURD'],
  ['calendar', '14/07/2026;ROUGE', 'COLOUR_IMPOSSIBLE'],
  ['calendar', '', 'CALENDAR_EMPTY'],
])('%s that say %s end with exit code 2', async (option, text, code) => {
  const [file, given] = [[await fileOf(OCTOBER.join('\n'))], await fileOf(text)];
  const options = { file, option: 'tempo', [option]: option === 'calendar' ? [given] : given };
  expect(await refusalOf(options)).toMatchObject({ exit: 2, code });
});

const LINKY = '../shared/data/linky/consoexemple.csv';
const COLOURS = ['../shared/data/tempo/tempo_2014-2023.csv', '../shared/data/tempo/tempo_2023-2024.json'];
const present = [LINKY, ...COLOURS].every((path) => existsSync(path));
const ofRealYear = present ? test.each : test.skip.each;
ofRealYear([
  [{ option: 'base' }, { base: 7_302_599 }],
  [
    { option: 'hphc', windows: '22:00-06:00' },
    { hc: 1_853_403, hp: 5_449_196 },
  ],
  [{ option: 'tempo', calendar: COLOURS }, null],
])(
  `the published year of a dwelling (skipped where ${LINKY} is absent) totals 7 302 599 Wh: %j`,
  async (options, cells) => {
    const { json } = await rated({ ...options, file: [LINKY] });
    expect(json.total).toMatchObject({ energyWh: 7_302_599, pendingWh: 0, missingMinutes: 0 });
    expect(json.steps).toBe(17_520);
    expect(json.total.cells.reduce((sum, { energyWh }) => sum + energyWh, 0)).toBe(7_302_599);
    if (cells === null) return;
    expect(Object.fromEntries(json.total.cells.map(({ cell, energyWh }) => [cell, energyWh]))).toEqual(cells);
  },
);
