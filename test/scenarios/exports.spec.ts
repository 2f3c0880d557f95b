import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { exportBooks } from '../../apps/ledger/src/cli/export.js';
import { createOutput } from '../../apps/ledger/src/cli/output.js';
import { configurationWith } from '../../apps/ledger/src/configuration/index.js';
import { isInstalled, runOn } from '../samples/book-extracts.js';
import { AUGUST, LedgerOfATest, PATIENCE_MS, type Money } from './ledger-of-a-test.js';
import { givenClient, givenCompany } from './world-of-a-test.js';

/** A month of two clients who owe their contract's minimum; one pays with a reference that is a formula. */
const WORLD = {
  ada: { kind: 'individual', identity: { name: 'Ada Martin', address: '1 rue Haute', email: null } },
  lumen: {
    kind: 'company',
    identity: { name: 'Lumen SA', address: '1 rue Basse', email: null },
    siren: '000000018',
  },
  french: { country: 'FR', language: 'fr' },
  contract: {
    from: '2026-08-01',
    priceList: 'compute',
    unit: 'core-hour',
    pays: 'completed',
    paymentDays: 30,
    minimumEurPerMonth: '20',
  },
};
const ON = '2026-09-02';
const REFERENCE = '=1+1; "VIR" | a:b';

interface Balances {
  readonly debit: Money;
  readonly rows: readonly { readonly account: string; readonly balance: Money }[];
}

describe('exports of the books', () => {
  let ledger: LedgerOfATest;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'heatledger-exports-'));
    ledger = await LedgerOfATest.open();
    await givenCompany(ledger);
    await givenClient(ledger, 'granit', 'completed');
    await ledger.given(
      ['register-client', { client: 'ada', ...WORLD.french, ...WORLD.ada }],
      ['sign-contract', { client: 'ada', contract: 'ada-1', ...WORLD.contract }],
      ['register-client', { client: 'lumen', ...WORLD.french, ...WORLD.lumen }],
      ['sign-contract', { client: 'lumen', contract: 'lumen-1', ...WORLD.contract }],
    );
    const closed = await ledger.closeMonth(AUGUST);
    if (closed.status !== 200) throw new Error(JSON.stringify(closed.body));
    const paid = { on: ON, amountCents: 500, reference: REFERENCE };
    await ledger.given(['record-money-received', { receipt: 'bank-1', client: 'lumen', ...paid }]);
  }, PATIENCE_MS);
  afterAll(async () => {
    await ledger.close();
    await rm(folder, { recursive: true, force: true });
  });

  const textOf = async (path: string): Promise<string> => {
    const answer = await ledger.file(`/v1/exports/${path}`);
    expect([answer.status, path]).toEqual([200, path]);
    return answer.text();
  };
  const refusal = async (path: string): Promise<unknown> => {
    const answer = await ledger.file(`/v1/exports/${path}`);
    const { code, field } = (await answer.json()) as { code: string; field: string };
    return [answer.status, code, field];
  };
  const balances = (query = ''): Promise<Balances> => ledger.get<Balances>(`/v1/trial-balance${query}`);

  test('are listed, with their formats', async () => {
    const { rows } = await ledger.get<{ rows: readonly { name: string; formats: readonly string[] }[] }>(
      '/v1/exports',
    );
    const told = rows.map(({ name, formats }) => [name, ...formats]);
    expect(told).toEqual(
      expect.arrayContaining([
        ['journal', 'csv', 'xlsx'],
        ['trial-balance', 'csv', 'xlsx'],
        ['hledger', 'journal'],
        ['beancount', 'beancount'],
      ]),
    );
  });

  test('the journal: no person by name, no formula, one state named in file and headers', async () => {
    const answer = await ledger.file('/v1/exports/journal');
    const at = answer.headers.get('heatledger-at-index');
    expect(answer.headers.get('content-disposition')).toBe(
      `attachment; filename="journal-2026-08-31-to-2026-09-02-at-${at}.csv"`,
    );
    const text = await answer.text();
    expect(text).toContain(`"Encaissement lumen =1+1; ""VIR"" | a:b",512,`);
    expect(text).toContain(',ada,ada,');
    expect(text).not.toContain('Ada Martin');
    const rows = text.split('\r\n').slice(1, -1);
    const debit = (await balances()).debit.amount;
    expect(Number(answer.headers.get('heatledger-debit-cents'))).toBe(Math.round(Number(debit) * 100));
    expect(answer.headers.get('heatledger-credit-cents')).toBe(answer.headers.get('heatledger-debit-cents'));
    expect(new Set(rows.map((row) => row.split(',').slice(0, 5).join())).size).toBe(
      Number(answer.headers.get('heatledger-entries')),
    );
    await ledger.given([
      'record-money-received',
      { receipt: 'bank-2', client: 'lumen', on: ON, amountCents: 7, reference: 'later' },
    ]);
    expect(await textOf(`journal?atIndex=${at}&from=2026-08-31&to=2026-09-02`)).toBe(text);
    expect(await textOf('journal')).toContain('later');
  });

  test('the trial balance says what the report says, between any dates', async () => {
    for (const query of ['', '?to=2026-08-31', '?from=2026-09-01', '?from=2026-09-02&to=2026-12-31'])
      expect(await textOf(`trial-balance${query}`)).toBe(
        await (await ledger.file(`/v1/trial-balance${query === '' ? '?' : `${query}&`}format=csv`)).text(),
      );
  });

  test('XLSX: the same rows, amounts as numbers', async () => {
    const answer = await ledger.file('/v1/exports/trial-balance?format=xlsx');
    expect(answer.headers.get('content-type')).toContain('spreadsheetml.sheet');
    const parts = unzipSync(new Uint8Array(await answer.arrayBuffer()));
    const sheet = strFromU8(parts['xl/worksheets/sheet1.xml']!);
    const { rows } = await balances();
    expect(sheet.match(/<row /g)).toHaveLength(rows.length + 1);
    const revenue = rows.find(({ account }) => account === '706')!;
    expect(sheet).toContain(`s="4"><v>${revenue.balance.amount}</v></c></row>`);
    expect(strFromU8(parts['xl/worksheets/sheet2.xml']!)).toContain(
      `>${answer.headers.get('heatledger-at-index')}<`,
    );
    const journal = unzipSync(
      new Uint8Array(await (await ledger.file('/v1/exports/journal?format=xlsx')).arrayBuffer()),
    );
    expect(strFromU8(journal['xl/worksheets/sheet1.xml']!)).toContain('lumen =1+1; &quot;VIR&quot; | a:b');
  });

  test.each([
    ['hledger', ['-f', '$', 'check', '-s']],
    ['beancount', ['--no-cache', '$']],
  ] as const)(
    '%s: each month ends with what the trial balance says; its program accepts it where it is installed',
    async (name, args) => {
      const program = name === 'hledger' ? 'hledger' : 'bean-check';
      const whole = await textOf(name);
      const later = await textOf(`${name}?from=2026-09-01`);
      const { rows } = await balances();
      const revenue = rows.find(({ account }) => account === '706')!.balance.amount;
      for (const text of [whole, later]) {
        const told = text.split('\n').filter((line) => line.includes('706-Prestations'));
        expect(told.at(-1)).toContain(` ${revenue} `);
        if (isInstalled(program)) expect(runOn(program, args, text).said).toBe('');
      }
      expect(whole).not.toContain('Ada Martin');
      expect(later).toContain('Soldes avant le 2026-09-01');
    },
  );

  test('a fiscal year goes by the calendar year in which it ends', async () => {
    const answer = await ledger.file('/v1/exports/hledger?year=2026');
    expect(answer.headers.get('heatledger-from')).toBe('2026-01-01');
    expect(answer.headers.get('heatledger-to')).toBe('2026-12-31');
    await answer.body?.cancel();
  });

  test.each([
    ['nothing', [404, 'EXPORT_UNKNOWN', 'export']],
    ['hledger?format=pdf', [400, 'FORMAT_UNKNOWN', 'format']],
    ['journal?year=abc', [400, 'FIELD_INVALID', 'year']],
    ['journal?atIndex=1e3', [400, 'FIELD_INVALID', 'atIndex']],
    ['journal?year=2026&from=2026-01-01', [400, 'SPAN_TWICE', 'year']],
    ['journal?from=2030-01-01', [400, 'SPAN_EMPTY', 'from']],
    ['journal?atIndex=999999', [400, 'INDEX_UNKNOWN', 'atIndex']],
    ['journal?atIndex=0', [409, 'COMPANY_MISSING', 'company']],
  ])('%s is refused', async (path, expected) => {
    expect(await refusal(path)).toEqual(expected);
  });

  test('a refusal says what is so: one message a field, no company by then, names that are listed', async () => {
    const said = async (path: string): Promise<unknown> => (await ledger.file(path)).json();
    expect(await said('/v1/exports/journal?year=abc')).toMatchObject({
      detail: 'year must be a calendar year such as 2026.',
    });
    expect(await said('/v1/exports/journal?year=abc')).not.toHaveProperty('errors');
    expect(await said('/v1/exports/journal?atIndex=0')).toMatchObject({
      detail: expect.stringContaining('not registered yet by index 0'),
    });
    expect(await said('/v1/exports/nothing')).toMatchObject({
      detail: 'There is no export nothing: GET /v1/exports lists those that there are.',
    });
    expect(await said('/v1/exports/batches/99')).toMatchObject({
      code: 'BATCH_UNKNOWN',
      detail: expect.stringContaining('GET /v1/exports/batches lists'),
    });
    expect(await said('/v1/reports/overdue?on=2026-02-30')).toMatchObject({
      status: 400,
      field: 'on',
      detail: 'on must be a day that exists.',
    });
  });

  test('heatledger export writes whole files, names what they hold, and never writes over one unasked', async () => {
    let said = '';
    const streams = {
      out: { write: (more: string) => (said += more) },
      err: { write: () => true },
      now: () => 0,
    };
    const run = (options: Readonly<Record<string, string | boolean>>): Promise<void> => {
      said = '';
      const configuration = configurationWith({ dataDir: ledger.dataDir });
      return exportBooks({ configuration, output: createOutput(options['json'] === true, streams), options });
    };
    await run({ what: 'list', out: '.' });
    expect(said).toMatch(/^fec-without-opening {2}FEC-format/m);
    const out = `${join(folder, 'books')}/`;
    await run({ what: 'hledger', out, to: '2026-08-31' });
    const [file] = await readdir(out);
    expect(file).toMatch(/^hledger-2026-08-31-to-2026-08-31-at-\d+\.journal$/);
    expect(said).toContain(join(out, file!));
    expect(said).toMatch(
      /1 entries? from 2026-08-31 to 2026-08-31, as of index \d+\ndebit 48\.00 EUR = credit 48\.00 EUR/,
    );
    expect(await readFile(join(out, file!), 'utf8')).toContain('(ACCR-2026-08)');
    const one = join(folder, 'journal.csv');
    await run({ what: 'journal', out: one, json: true });
    expect(JSON.parse(said)).toMatchObject({ export: 'journal', file: one, from: '2026-08-31' });
    await expect(run({ what: 'journal', out: one })).rejects.toMatchObject({
      refusals: [{ code: 'FILE_EXISTS' }],
    });
    await run({ what: 'trial-balance', out: one, force: true });
    expect(await readFile(one, 'utf8')).toMatch(/^account,label,/);
    await expect(run({ what: 'nothing', out: one, force: true })).rejects.toMatchObject({
      refusals: [{ code: 'EXPORT_UNKNOWN' }],
    });
    expect(await readdir(folder)).toEqual(['books', 'journal.csv']);
  });
});
