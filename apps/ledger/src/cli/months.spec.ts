import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { configurationWith } from '../configuration/index.js';
import { openLedger, type Ledger } from '../ledger.js';
import { asOf } from './as-of.js';
import { close } from './close.js';
import type { Options } from './command.js';
import { createOutput } from './output.js';
import { preview } from './preview.js';

let dataDir: string;
let ledger: Ledger;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'heatledger-months-'));
  ledger = await openLedger({ dataDir, port: 0 });
});
afterAll(async () => {
  await ledger.close();
  await rm(dataDir, { recursive: true, force: true });
});

/** What a command prints, as text. */
async function printed(body: typeof preview, options: Options): Promise<string> {
  let text = '';
  const streams = { out: { write: (more: string) => (text += more) }, err: { write: () => true } };
  const output = createOutput(options['json'] === true, { ...streams, now: () => 0 });
  await body({ configuration: configurationWith({ dataDir }), output, options });
  return text;
}

test('preview tells a month as it would close, and what is missing', async () => {
  const text = await printed(preview, { month: '2026-03' });
  expect(text).toContain('2026-03 as it would close');
  expect(text).toContain('COMPANY_MISSING (company)');
  const told = JSON.parse(await printed(preview, { month: '2026-03', json: true })) as object;
  expect(told).toMatchObject({ status: 'open', documents: [], next: null });
});

test('as-of tells it as it stood at an index', async () => {
  expect(await printed(asOf, { month: '2026-03', at: '1' })).toContain('counting events below index 1');
});

test('a month that is none, an index that is not there, and a close that is refused end the command', async () => {
  await expect(printed(preview, { month: 'March' })).rejects.toMatchObject({
    refusals: [{ code: 'MONTH_INVALID' }],
  });
  await expect(printed(asOf, { month: '2026-03', at: '9999' })).rejects.toMatchObject({
    refusals: [{ code: 'INDEX_UNKNOWN' }],
  });
  await expect(printed(close, { period: '2026-03', issueDate: '2026-04-01' })).rejects.toMatchObject({
    refusals: expect.arrayContaining([expect.objectContaining({ code: 'COMPANY_MISSING' })]),
  });
});
