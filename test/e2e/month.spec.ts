import { LedgerOverHttp } from './ledger-over-http.js';
import { HOUR_MS, JANUARY, REGISTERED, januaryOf } from './registered-world.js';

const CLOSE_MS = JANUARY.toMs + 30 * HOUR_MS;
let ledger: LedgerOverHttp;

beforeAll(async () => {
  ledger = await LedgerOverHttp.open(JANUARY.fromMs + HOUR_MS);
  await ledger.given(REGISTERED);
  ledger.clock.setTo(CLOSE_MS);
  const uploads = [...januaryOf('h-home', 'render'), ...januaryOf('h-office', 'burn')];
  const sent = await ledger.post<{ results: { status: string }[] }>('/v1/telemetry', { uploads });
  expect(sent.body.results.map((result) => result.status)).toEqual(uploads.map(() => 'recorded'));
  const closed = await ledger.post('/v1/commands/close-period', {
    period: JANUARY.month,
    issueDate: '2026-02-02',
  });
  expect([closed.status, closed.text]).toEqual([200, expect.any(String)]);
});
afterAll(() => ledger.close());

interface Documents {
  readonly rows: readonly { series: string; number: string; kind: string; party: string; files: string[] }[];
}
const eur = (amount: string) => ({ amount, currency: 'EUR' });

/** Two heaters at 500 W for 744 h: 372 kWh each; one of them computes 16 × 744 = 11 904 core-hours. */
describe('a month, from an upload to what everybody gets', () => {
  test('the client owes 11 904 core-hours at 0.05, plus VAT', async () => {
    const { body } = await ledger.get<Documents>('/v1/documents?period=2026-01&party=studio');
    expect(body.rows).toMatchObject([
      { kind: 'invoice', net: eur('595.20'), vat: eur('119.04'), gross: eur('714.24') },
    ]);
    const [invoice] = body.rows;
    const issued = await ledger.get(`/v1/documents/${invoice!.series}/${invoice!.number}`);
    expect(issued.body).toMatchObject({
      typeCode: '380',
      issueDate: '2026-02-02',
      lines: [{ quantity: '42854400.000', unit: 'core-second', priceBase: 3600, amountCents: 59_520 }],
    });
  });

  test('the owner who deducts VAT is credited by a self-billed invoice excluding tax', async () => {
    const { body } = await ledger.get<Documents>('/v1/documents?party=engineers');
    // 372 kWh × (0.1359 + 0.03085)
    expect(body.rows).toMatchObject([
      { kind: 'self-billed-invoice', net: eur('62.03'), vat: eur('12.41'), gross: eur('74.44') },
    ]);
  });

  test('the resident is repaid including tax, and the proof says the heat was free', async () => {
    const { body } = await ledger.get<Documents>('/v1/documents?party=r-1');
    // 372 kWh × 0.2001
    expect(body.rows).toMatchObject([{ kind: 'repayment-statement', gross: eur('74.44') }]);
    const proofs = await ledger.get('/v1/proofs?period=2026-01');
    expect(proofs.body).toMatchObject({
      rows: [
        {
          dwelling: 'a-1',
          resident: 'r-1',
          status: 'FREE_DUE',
          mainWh: 372_000,
          ownCost: eur('74.44'),
          credited: eur('74.44'),
          short: eur('0.00'),
        },
      ],
    });
  });

  test('every document has its files, served as they were rendered', async () => {
    const { body } = await ledger.get<Documents>('/v1/documents?period=2026-01');
    expect(body.rows.length).toBe(3);
    for (const { series, number, kind, files } of body.rows) {
      const xml = kind === 'repayment-statement' ? [] : ['cii', 'ubl'];
      expect(files.toSorted()).toEqual([...xml, 'csv', 'json', 'pdf'].toSorted());
      const pdf = await ledger.get(`/v1/documents/${series}/${number}/file?format=pdf`);
      expect(pdf.headers.get('content-type')).toBe('application/pdf');
      expect(pdf.text.startsWith('%PDF-')).toBe(true);
      const again = await ledger.get(`/v1/documents/${series}/${number}/file?format=pdf`);
      expect(again.headers.get('etag')).toBe(pdf.headers.get('etag'));
    }
  });

  test('the summary adds it up: billed, credited, coverage, books and Wh', async () => {
    const { body } = await ledger.get('/v1/summary?period=2026-01');
    expect(body).toMatchObject({
      status: 'closed',
      billed: [{ client: 'studio', name: '=Studio Orme', net: eur('595.20') }],
      credited: [
        { kind: 'owner', party: 'engineers', net: eur('62.03') },
        { kind: 'resident', party: 'r-1', name: null, gross: eur('74.44') },
      ],
      dwellings: { free: 1, counted: 1, byStatus: { FREE_DUE: 1, SHORT: 0 }, others: {} },
      // 595.20 ÷ (372 × 0.16675 + 372 × 0.2001)
      coverage: { billedNet: eur('595.20'), creditedCost: eur('136.47'), ratio: '4.361' },
      books: { balanced: true },
      conservation: { attributedWh: 744_000, creditedWh: 744_000, conserved: true },
    });
  });

  test('the month, its entries and the trial balance agree', async () => {
    const period = await ledger.get('/v1/periods/2026-01');
    expect(period.body).toMatchObject({
      status: 'closed',
      documents: { planned: 3, issued: 3, setAside: [] },
    });
    const balance = await ledger.get('/v1/trial-balance');
    expect(balance.body).toMatchObject({ balanced: true });
    const entries = await ledger.get('/v1/entries?account=706&format=csv');
    expect(entries.text.split('\r\n')[1]).toContain(',595.20');
  });

  test('half-hours and work of a heater can be read', async () => {
    const span = 'from=2025-12-31T23:00:00Z&to=2026-01-01T23:00:00Z';
    const energy = await ledger.get<{ rows: { mainWh: number }[] }>(`/v1/heaters/h-home/energy?${span}`);
    expect(energy.body.rows.length).toBe(48);
    expect(energy.body.rows.every((row) => row.mainWh === 250)).toBe(true);
    const work = await ledger.get<{ rows: { contract: string; coreMs: number }[] }>(
      '/v1/heaters/h-office/work?from=2026-01-01&to=2026-01-02',
    );
    expect(work.body.rows).toMatchObject([{ contract: 'burn', coreMs: 16 * 24 * HOUR_MS }]);
  });

  test('the log never shows the resident, and its lines are canonical', async () => {
    const { text } = await ledger.get('/v1/events');
    expect(text).not.toContain('Dupont');
    const lines = text.trimEnd().split('\n');
    expect(lines.map((line) => JSON.stringify(JSON.parse(line)))).toEqual(lines);
    expect(lines.map((line) => (JSON.parse(line) as { index: number }).index)).toEqual(
      lines.map((_, i) => i),
    );
  });
});
