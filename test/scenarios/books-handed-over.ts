import { createHash } from 'node:crypto';
import { FecChecker, type FecReport } from '#exports/fec-check';
import type { LedgerOfATest, Money } from './ledger-of-a-test.js';

interface Batch {
  readonly batch: number;
  readonly fromIndex: number;
  readonly toIndex: number;
  readonly entries: number;
  readonly postings: number;
  readonly debit: Money;
  readonly credit: Money;
  readonly sha256: string;
}
interface Entry {
  readonly entry: string;
  readonly postings: readonly { readonly debit: Money; readonly credit: Money }[];
}

interface File {
  readonly status: number;
  readonly name: string;
  readonly bytes: Buffer;
  readonly headers: Headers;
}

async function fileAt(ledger: LedgerOfATest, path: string): Promise<File> {
  const { nextIndex } = await ledger.get<{ nextIndex: number }>('/v1/status');
  const response = await ledger.file(`${path}${path.includes('?') ? '&' : '?'}minIndex=${nextIndex - 1}`);
  const name = /filename="(.*)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? '';
  const bytes = Buffer.from(await response.arrayBuffer());
  return { status: response.status, name, bytes, headers: response.headers };
}

function checked({ name, bytes }: File): FecReport {
  const checker = new FecChecker({ name, from: null, numbering: 'file', ignored: new Set() });
  checker.write(bytes);
  return checker.end();
}

const lines = ({ bytes }: File): string[][] =>
  bytes
    .toString('latin1')
    .split('\r\n')
    .slice(1, -1)
    .map((line) => line.split('\t'));

/** What the accounting package gets of the books of money.spec.ts, whose fiscal year begins in September. */
export function handedOver(ledgerNow: () => LedgerOfATest): void {
  const get = (path: string): Promise<File> => fileAt(ledgerNow(), path);

  test('the FEC-format extract of a year passes check-fec; the next year opens with what stood', async () => {
    const locked = await get('/v1/exports/fec?year=2026');
    expect([locked.status, locked.name]).toEqual([200, '000000018FEC20260831.txt']);
    expect(checked(locked)).toMatchObject({ findings: [], encoding: 'ISO 8859-15', separator: 'TAB' });
    expect(lines(locked).map((fields) => [fields[0], fields[2], fields[3], fields[4], fields[11], fields[12]]))
      .toEqual(expect.arrayContaining([
        ['BQ', '1', '20260820', '512', '12,50', '0,00'],
        ['OD', '2', '20260831', '706', '0,00', '1020,00'],
      ])); // prettier-ignore
    const running = await get('/v1/exports/fec?from=2026-09-01&to=2027-08-31&format=pipe');
    const report = checked(running);
    expect(report).toMatchObject({ findings: [], separator: '|' });
    const opening = running.bytes.toString('latin1').split('\r\n').slice(1).filter((line) => line.startsWith('AN|')); // prettier-ignore
    expect(opening.map((line) => line.split('|')).map((f) => [f[2], f[4], f[6], f[11], f[12]])).toEqual(
      expect.arrayContaining([
        ['1', '512', '', '12,50', '0,00'],
        ['1', '120', '', '0,00', '820,00'],
      ]),
    );
    const letters = running.bytes.toString('latin1').split('\r\n').map((line) => line.split('|')).filter((f) => /^[A-Z]+$/.test(f[13] ?? '')); // prettier-ignore
    expect(letters.map((f) => `${f[13]} ${f[4]} ${f[6]} ${f[8]}`)).toEqual([
      ...['A 411 big F-2', 'B 401 immo A-IMMO-1', 'B 401 immo set-off-1', 'A 411 big set-off-1'],
      ...['A 411 big bank-1', 'A 411 big bank-2', 'C 411 big F-4', 'C 411 big pay-1'],
    ]);
    const bare = checked(await get('/v1/exports/fec-without-opening?year=2027'));
    expect([bare.findings, bare.entries]).toEqual([[], report.entries - 1]);
  });

  test.each([
    ['', 400, 'NOT_A_FISCAL_YEAR'],
    ['?from=2026-01-01&to=2026-12-31', 400, 'NOT_A_FISCAL_YEAR'],
    ['?year=2020', 404, 'YEAR_EMPTY'],
    ['?year=2026&format=xlsx', 400, 'FORMAT_UNKNOWN'],
  ])('an extract %s is refused: %i %s', async (query, status, code) => {
    const answer = await get(`/v1/exports/fec${query}`);
    expect([answer.status, JSON.parse(answer.bytes.toString())]).toMatchObject([status, { code }]);
  });

  test('batches hold each entry once, say their totals, and are the same bytes for ever', async () => {
    const ledger = ledgerNow();
    const cut = (body: object, key: string) =>
      ledger.post('/v1/commands/cut-entries-batch', body, { 'idempotency-key': `batch-of-${key}` });
    const { rows } = await ledger.get<{ rows: readonly { index: number }[] }>('/v1/entries?limit=1000');
    const half = rows[Math.floor(rows.length / 2)]!.index;
    expect((await cut({ upToIndex: half }, 'first')).status).toBe(200);
    expect((await cut({ upToIndex: half }, 'first')).status).toBe(200);
    for (const other of [{ upToIndex: half + 1 }, {}])
      expect(await cut(other, 'first')).toMatchObject({ status: 422, body: { code: 'COMMAND_ID_REUSED' } });
    expect((await cut({ upToIndex: half }, 'again')).body).toMatchObject({ status: 'done', events: [] });
    const both = await Promise.all([cut({}, 'second'), cut({}, 'beside')]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const key = both[0].status === 200 ? 'second' : 'beside';
    expect(await cut({}, key)).toMatchObject({ status: 200, body: { events: [{ revision: 1 }] } });
    expect((await cut({}, 'third')).body).toMatchObject({ code: 'NOTHING_TO_EXPORT' });
    expect((await cut({ upToIndex: 10 ** 9 }, 'far')).body).toMatchObject({ code: 'INDEX_UNKNOWN' });

    const { next, ...listed } = JSON.parse((await get('/v1/exports/batches')).bytes.toString()) as { rows: Batch[]; next: null }; // prettier-ignore
    const [first, second] = listed.rows as [Batch, Batch];
    expect([next, listed.rows.length, first.fromIndex, first.toIndex, second.fromIndex]).toEqual([null, 2, 0, half, half + 1]); // prettier-ignore
    const keys: string[] = [];
    for (const batch of [first, second]) {
      expect(batch.debit).toEqual(batch.credit);
      const csv = await get(`/v1/exports/batches/${batch.batch}?format=csv`);
      expect(createHash('sha256').update(csv.bytes).digest('hex')).toBe(batch.sha256);
      expect(csv.headers.get('heatledger-sha256')).toBe(batch.sha256);
      expect(csv.bytes.toString().split('\r\n')).toHaveLength(batch.postings + 2);
      const json = await ledger.get<Batch & { rows: readonly Entry[] }>(`/v1/exports/batches/${batch.batch}`);
      expect(json).toMatchObject(batch);
      expect(json.rows).toHaveLength(batch.entries);
      keys.push(...json.rows.map(({ entry }) => entry));
    }
    expect(new Set(keys).size).toBe(keys.length);
    expect(first.postings + second.postings).toBe(rows.length);
    for (const unknown of ['3', '0', 'x', '1.5', '99999999999999999999'])
      expect((await get(`/v1/exports/batches/${unknown}`)).status).toBe(404);
  });
}
