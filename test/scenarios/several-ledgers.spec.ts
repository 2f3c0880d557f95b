import { KurrentDouble } from '../doubles/kurrentdb/double.js';
import { createTestDatabase, type TestDatabase } from '../servers/postgres/index.js';
import { AUGUST, HOUR_MS, LedgerOfATest, PATIENCE_MS, SEPTEMBER } from './ledger-of-a-test.js';
import { COMPUTE, givenClient, givenCompany, givenHeater, SITE } from './world-of-a-test.js';

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** Two ledgers on one log and one database, as two machines behind a balancer would be. */
describe('several ledgers', () => {
  let server: KurrentDouble;
  let database: TestDatabase;
  let one: LedgerOfATest;
  let other: LedgerOfATest;
  const open = (projector: 'here' | 'elsewhere'): Promise<LedgerOfATest> =>
    LedgerOfATest.open(undefined, { eventStoreUrl: server.url, databaseUrl: database.url, projector });

  beforeAll(async () => {
    [server, database] = await Promise.all([KurrentDouble.start(), createTestDatabase()]);
    [one, other] = await Promise.all([open('here'), open('elsewhere')]);
    await givenCompany(one);
  }, PATIENCE_MS);
  afterAll(async () => {
    await Promise.all([one, other].map((ledger) => ledger.close()));
    await Promise.all([server.end(), database.drop()]);
  });

  /** Both at the same time, each to a ledger of its own. */
  const atOnce = (path: string, first: object, second: object): Promise<Answer[]> =>
    Promise.all([one.post(path, first), other.post(path, second)]);
  /** What one of them does, the other must know: it is refused. */
  const oneOf = (answers: readonly Answer[], code: string): void => {
    const [done, refused] = [...answers].sort((a, b) => a.status - b.status);
    expect(done).toMatchObject({ status: 200, body: { status: 'done' } });
    expect(refused).toMatchObject({ status: 409, body: { code } });
  };

  test('that start at once are one installation', async () => {
    const [first, second] = await Promise.all(
      [one, other].map((ledger) => ledger.get<{ installation: string }>('/v1/status')),
    );
    expect(first).toMatchObject({ engines: { log: 'kurrentdb', readModels: 'postgres' } });
    expect(second).toMatchObject({ installation: first?.installation });
  });

  test('never give one prefix to two series, one contract to two clients, one dwelling to two residents', async () => {
    const series = { series: 'main', prefix: 'X-', first: 1 };
    oneOf(
      await atOnce(
        '/v1/commands/open-series',
        { ...series, kind: 'invoices' },
        { ...series, kind: 'repayments' },
      ),
      'PREFIX_TAKEN',
    );
    await Promise.all([givenClient(one, 'alpha', 'all'), givenClient(other, 'beta', 'all')]);
    const signed = { contract: 'shared', from: '2026-01-01', priceList: COMPUTE, unit: 'core-hour' };
    const terms = { ...signed, pays: 'all', paymentDays: 30, reference: null };
    oneOf(
      await atOnce('/v1/commands/sign-contract', { ...terms, client: 'alpha' }, { ...terms, client: 'beta' }),
      'CONTRACT_ID_TAKEN',
    );
    const person = { name: 'N. N.', address: null, email: null, iban: null };
    await one.given(
      ['add-dwelling', { site: SITE, dwelling: 'a-1', label: 'A 1' }],
      ['register-resident', { resident: 'r-1', person, language: 'fr' }],
      ['register-resident', { resident: 'r-2', person, language: 'fr' }],
    );
    const moved = { site: SITE, dwelling: 'a-1', on: '2026-03-01' };
    oneOf(
      await atOnce(
        '/v1/commands/move-resident-in',
        { ...moved, resident: 'r-1' },
        { ...moved, resident: 'r-2' },
      ),
      'DWELLING_OCCUPIED',
    );
  });

  /** Whether uploads to the other ledger are sealed as soon as the log tells it: long before it looks by itself. */
  async function sealedFromNow(heater: string, first: number): Promise<boolean> {
    for (let number = first; number < first + 20; number++) {
      const at = SEPTEMBER.toMs + (1 + number) * HOUR_MS;
      await other.told(heater, number, { readings: [[at, 20_000, 0]] });
      const { nextIndex } = await other.get<{ nextIndex: number }>('/v1/status');
      const event = await other.get<{ data: object }>(`/v1/events?from=${nextIndex - 1}&limit=1`);
      if ('sealed' in event.data) return true;
    }
    return false;
  }

  test('know at once of the heaters that others commission, and report what others recorded', async () => {
    await givenHeater(one, 'heater', 1);
    const readings = [AUGUST.fromMs, AUGUST.toMs + HOUR_MS, SEPTEMBER.toMs + HOUR_MS].map(
      (at, month) => [at, month * 10_000, 0] as const,
    );
    await other.told('heater', 0, { readings });
    const rows = await one.rows(`/v1/heaters/heater/energy?from=2026-08-01&to=2026-10-02`);
    expect(rows.length).toBeGreaterThan(0);
    await one.given(['declare-heater-household', { heater: 'heater', reason: 'let as a home' }]);
    expect(await sealedFromNow('heater', 1)).toBe(true);
  });

  test('invoice what is paid in advance once each, without a gap, wherever it is received', async () => {
    for (const ledger of [one, other]) ledger.clock.setTo(AUGUST.fromMs + 22 * 24 * HOUR_MS);
    const receipt = { on: '2026-08-20', client: 'alpha', amountCents: 1200, reference: 'VIR' };
    const prepaid = { ...receipt, prepayment: { contract: 'alpha-contract' } };
    const answers = await atOnce(
      '/v1/commands/record-money-received',
      { ...prepaid, receipt: 'bank-1' },
      { ...prepaid, receipt: 'bank-2' },
    );
    expect(answers).toMatchObject(
      [0, 1].map(() => ({
        status: 200,
        body: { events: [{ type: 'MoneyReceived' }, { type: 'PrepaymentInvoiceIssued' }] },
      })),
    );
    const numbers = (await one.documents('2026-08', 'alpha')).map(({ number }) => number);
    expect(numbers.map((number) => number.slice(-2)).sort()).toEqual(['-1', '-2']);
  });

  test('close a month once, asked at once; what one leaves in the middle the other ends', async () => {
    const [first, second] = await Promise.all([one, other].map((ledger) => ledger.closeMonth(AUGUST)));
    expect(first).toMatchObject({ status: 200, body: { closed: { documents: expect.any(Number) } } });
    const { closed } = first?.body as { closed: object };
    const told = ({ body }: Answer) => (body as { closed: { repeated: boolean } }).closed;
    expect(second?.body).toMatchObject({
      closed: { ...closed, repeated: expect.any(Boolean), filesOf: expect.any(Number) },
    });
    expect([told(first!).repeated, told(second!).repeated].sort()).toEqual([false, true]);

    const leaving = await open('elsewhere');
    const left = leaving.closeMonth(SEPTEMBER);
    const step = async (): Promise<string> =>
      (await leaving.get<{ step: string }>('/v1/periods/2026-09/progress')).step;
    while (['idle', 'waiting', 'checking'].includes(await step()));
    await leaving.close();
    expect([200, 503]).toContain((await left).status);
    expect(await other.closeMonth(SEPTEMBER)).toMatchObject({ status: 200 });
    const numbers = (await one.rows<{ number: string }>('/v1/documents')).map(({ number }) => number);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(await one.get('/v1/periods/2026-09/progress')).toMatchObject({ step: 'idle', holder: null });
  });

  test('export the same books, of one index', async () => {
    const { nextIndex } = await one.get<{ nextIndex: number }>('/v1/status');
    for (const name of ['journal', 'trial-balance', 'hledger', 'beancount']) {
      const path = `/v1/exports/${name}?atIndex=${nextIndex - 1}&minIndex=${nextIndex - 1}`;
      const [first, second] = await Promise.all([one, other].map(async (it) => (await it.file(path)).text()));
      expect(first).toContain('6061');
      expect(second).toBe(first);
    }
  });

  test('hand entries over once each, cut at once; extract and batch are the same bytes from both', async () => {
    oneOf(await atOnce('/v1/commands/cut-entries-batch', {}, {}), 'NOTHING_TO_EXPORT');
    const { nextIndex } = await one.get<{ nextIndex: number }>('/v1/status');
    const known = `atIndex=${nextIndex - 1}&minIndex=${nextIndex - 1}`;
    const batch = `batches/1?format=csv&minIndex=${nextIndex - 1}`;
    for (const path of [batch, `fec?year=2026&${known}`]) {
      const files = await Promise.all([one, other].map((ledger) => ledger.file(`/v1/exports/${path}`)));
      expect(files.map(({ status }) => status)).toEqual([200, 200]);
      const [first, second] = await Promise.all(files.map((file) => file.text()));
      expect(first).toContain('6061');
      expect(second).toBe(first);
    }
  });
});
