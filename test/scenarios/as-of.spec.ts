import { AUGUST, HOUR_MS, LedgerOfATest, PATIENCE_MS, SEPTEMBER, type Money } from './ledger-of-a-test.js';
import { OWNER, givenCompany, givenHeater } from './world-of-a-test.js';

interface Preview {
  readonly status: string;
  readonly documents: readonly {
    readonly kind: string;
    readonly number: string | null;
    readonly gross: Money;
    readonly netFigure: Money;
    readonly cites: readonly string[];
    readonly lines: readonly {
      readonly quantity: string;
      readonly exactEur: string;
      readonly amount: Money;
    }[];
  }[];
  readonly missing: readonly { readonly code: string }[];
}
interface Job {
  readonly job: string;
  readonly state: string;
  readonly done: number;
  readonly total: number;
  readonly preview: Preview | null;
}
interface Period {
  readonly status: string;
  readonly totals: readonly { readonly kind: string; readonly gross: Money }[];
  readonly conservation: { readonly creditedWh: number } | null;
}

const PAUSE_MS = 20;
const { fromMs, toMs, month } = AUGUST;

/** Case 6: an owner outside VAT, 120 kWh estimated and credited; after the close it turns out to be 97.350. */
describe('a month as it stood', () => {
  let ledger: LedgerOfATest;
  let correctedMs: number;
  const previewOf = (period: string) => ledger.get<Preview>(`/v1/periods/${period}/preview`);

  async function asOf(period: string, at: string | number): Promise<Job> {
    const started = await ledger.post('/v1/as-of', { period, asOf: String(at) });
    expect(started.status).toBe(202);
    for (;;) {
      const job = await ledger.get<Job>(`/v1/as-of/${(started.body as Job).job}`);
      if (['done', 'failed', 'cancelled'].includes(job.state)) return job;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }

  beforeAll(async () => {
    ledger = await LedgerOfATest.open();
    await givenCompany(ledger);
    await givenHeater(ledger, 'heater', 1);
    ledger.clock.setTo(toMs + HOUR_MS);
    expect(await ledger.closeMonth(AUGUST)).toMatchObject({
      status: 409,
      body: { code: 'READING_MISSING', detail: expect.stringContaining('AcceptEstimate') },
    });
    const span = { heater: 'heater', from: fromMs, to: toMs };
    await ledger.given([
      'accept-estimate',
      { ...span, mainWh: 120_000, auxWh: 0, method: 'as last year', acceptedBy: 'finance' },
    ]);
    expect((await previewOf(month)).documents).toMatchObject([{ number: null, gross: { amount: '24.01' } }]);
    expect(await ledger.closeMonth(AUGUST)).toMatchObject({ status: 200 });
    correctedMs = toMs + 60 * HOUR_MS;
    ledger.clock.setTo(correctedMs);
    const actual = { correction: 'c-1', ...span, reason: 'the register was read' };
    await ledger.given(
      ['correct-energy', { ...actual, register: 'main', energyWh: 97_350 }],
      ['correct-energy', { ...actual, correction: 'c-2', register: 'aux', energyWh: 0 }],
    );
  }, PATIENCE_MS);
  afterAll(() => ledger.close());

  test('before the correction it is 24.01; now the closed document stands, and the correction awaits the next close', async () => {
    const before = await asOf(month, new Date(correctedMs - 1).toISOString());
    expect(before).toMatchObject({ state: 'done', preview: { status: 'closed' } });
    expect(before.done).toBe(before.total);
    expect(before.preview!.documents).toMatchObject([
      {
        kind: 'repayment-statement',
        number: 'R-1',
        gross: { amount: '24.01' },
        netFigure: { amount: '24.01' },
        lines: [{ quantity: '120.000', exactEur: '24.012', amount: { amount: '24.01' } }],
      },
    ]);
    expect((await previewOf(month)).documents).toMatchObject([{ number: 'R-1', gross: { amount: '24.01' } }]);
    expect(await ledger.rows(`/v1/periods/${month}/preview/lines?party=${OWNER}`)).toMatchObject([
      { planned: '2026-08.repayment.owner.landlord', quantity: '120.000', exactEur: '24.012' },
    ]);
    const september = await asOf('2026-09', new Date(correctedMs - 1).toISOString());
    expect(september.preview!.documents).toEqual([]);
    expect((await previewOf('2026-09')).documents).toMatchObject([
      { kind: 'repayment-correction', gross: { amount: '4.53' }, cites: ['R-1'] },
    ]);
  });

  test('before its own close the month is open, with the document planned and not issued', async () => {
    const { cut } = await ledger.get<{ cut: { cutIndex: number } }>(`/v1/periods/${month}`);
    const job = await asOf(month, cut.cutIndex);
    expect(job.preview).toMatchObject({
      status: 'open',
      documents: [{ number: null, gross: { amount: '24.01' } }],
    });
    const earlier = await asOf(month, cut.cutIndex - 1);
    expect(earlier.preview).toMatchObject({ documents: [], missing: [{ code: 'READING_MISSING' }] });
  });

  test('what a closed month came to is answered at once', async () => {
    const at = (asOf: string) => ledger.get<Period>(`/v1/periods/${month}?asOf=${asOf}`);
    const { cut } = await ledger.get<{ cut: { cutIndex: number } }>(`/v1/periods/${month}`);
    expect(await at(String(cut.cutIndex))).toMatchObject({ status: 'open', totals: [], conservation: null });
    expect(await at(String(cut.cutIndex + 1))).toMatchObject({ status: 'closing' });
    expect(await at(new Date(correctedMs).toISOString())).toMatchObject({
      status: 'closed',
      totals: [{ kind: 'repayment-statement', gross: { amount: '24.01' } }],
      conservation: { creditedWh: 120_000 },
    });
  });

  test('the next close makes the preview come true, and the list of documents knows when', async () => {
    ledger.clock.setTo(SEPTEMBER.toMs + HOUR_MS);
    await ledger.given([
      'set-span-aside',
      { heater: 'heater', from: toMs, to: SEPTEMBER.toMs, reason: 'no network', acceptedBy: 'finance' },
    ]);
    const planned = (await previewOf('2026-09')).documents;
    expect(await ledger.closeMonth(SEPTEMBER)).toMatchObject({ status: 200 });
    expect(planned.map(({ gross }) => gross)).toEqual(
      (await ledger.documents('2026-09', OWNER)).map(({ gross }) => gross),
    );
    const until = await ledger.rows(`/v1/documents?asOf=${new Date(correctedMs).toISOString()}`);
    expect([until.length, (await ledger.rows('/v1/documents')).length]).toEqual([1, 2]);
  });

  test('an index that the log has not, an instant to come, or no instant, is refused', async () => {
    expect(await ledger.post('/v1/as-of', { period: month, asOf: '999999' })).toMatchObject({
      status: 400,
      body: { code: 'INDEX_UNKNOWN' },
    });
    expect(await ledger.post('/v1/as-of', { period: month, asOf: '2026-13-01' })).toMatchObject({
      status: 400,
      body: { code: 'INSTANT_INVALID' },
    });
    const toCome = new Date(ledger.clock.now() + 1).toISOString();
    expect(await ledger.post('/v1/as-of', { period: month, asOf: toCome })).toMatchObject({
      status: 422,
      body: { code: 'AS_OF_IN_FUTURE', field: 'asOf' },
    });
    await expect(ledger.get(`/v1/documents?asOf=${toCome}`)).rejects.toThrow('AS_OF_IN_FUTURE');
    await expect(ledger.get(`/v1/periods/${month}?asOf=${toCome}`)).rejects.toThrow('AS_OF_IN_FUTURE');
  });
});
