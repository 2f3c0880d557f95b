import { enedisCurve, sha256 } from '../samples/meter-files.js';
import { AUGUST, HOUR_MS, LedgerOfATest, PATIENCE_MS } from './ledger-of-a-test.js';
import { givenClient, givenCompany, givenHeater, givenSupplyPoint } from './world-of-a-test.js';

const { fromMs, toMs } = AUGUST;
const MONTH_STEPS = 31 * 48;

interface MeterRow {
  readonly supplyPoint: string;
  readonly heatersWh: number;
  readonly meterWh: number | null;
  readonly differenceWh: number | null;
  readonly status: string;
  readonly accepted: { readonly by: string; readonly reason: string } | null;
}

interface Jobs {
  readonly file: string;
  readonly contracts: readonly {
    readonly contract: string | null;
    readonly ourCoreMs: number;
    readonly theirCoreMs: number;
    readonly differenceCoreMs: number;
    readonly status: string;
  }[];
  readonly rows: readonly { readonly job: string; readonly kind: string }[];
  readonly differing: number;
  readonly next: string | null;
  readonly problems: readonly unknown[];
}

describe('two sources of one month', () => {
  let ledger: LedgerOfATest;
  let position = 0;
  const prm: Record<string, string> = {};

  beforeAll(async () => {
    ledger = await LedgerOfATest.open();
    await givenCompany(ledger);
    for (const [i, name] of ['above', 'below', 'alone'].entries()) {
      prm[name] = await givenHeater(ledger, name, i + 1);
      await ledger.told(name, 0, {
        readings: [
          [fromMs, 0, 0],
          [toMs, 200_000, 10_000],
        ],
      });
    }
    prm['empty'] = await givenSupplyPoint(ledger, 4);
    await curve('above', 280);
    await curve('below', 900);
  }, PATIENCE_MS);
  afterAll(() => ledger.close());

  /** A month at constant power, as the grid operator exports it. */
  async function curve(name: string, watts: number): Promise<void> {
    const path = `/v1/supply-points/${prm[name]}/meter-readings?format=enedis`;
    const { status, body } = await ledger.postFile<{ position: number }>(
      path,
      enedisCurve(fromMs, MONTH_STEPS, watts),
    );
    if (status !== 200) throw new Error(JSON.stringify(body));
    position = Math.max(position, body.position);
  }
  const rows = (query = ''): Promise<readonly MeterRow[]> =>
    ledger.rows(`/v1/reports/reconciliations/meters?period=2026-08&minIndex=${position}${query}`);
  const rowOf = async (name: string): Promise<MeterRow> => (await rows(`&supplyPoint=${prm[name]}`))[0]!;
  async function accept(data: object): Promise<{ status: number; body: unknown }> {
    const answer = await ledger.post('/v1/commands/accept-reconciliation', {
      period: '2026-08',
      reason: 'checked',
      ...data,
    });
    position = Math.max(position, (answer.body as { position?: number }).position ?? 0);
    return answer;
  }

  test('heaters are behind their meter: more than it saw is a difference, less is normal', async () => {
    expect(await rows()).toMatchObject([
      {
        supplyPoint: prm['above'],
        heatersWh: 210_000,
        mainWh: 200_000,
        auxWh: 10_000,
        meterWh: 208_320,
        differenceWh: 1680,
        status: 'DIFFERENCE',
        missingMinutes: 0,
      },
      {
        supplyPoint: prm['below'],
        heatersWh: 210_000,
        meterWh: 669_600,
        differenceWh: -459_600,
        share: '0.314',
        status: 'WITHIN',
      },
      {
        supplyPoint: prm['alone'],
        heatersWh: 210_000,
        meterWh: null,
        differenceWh: null,
        status: 'NO_CURVE',
      },
    ]);
  });

  test('the table is paged, and is a CSV where that is asked for', async () => {
    const first = await ledger.get<{ rows: MeterRow[]; next: string }>(
      '/v1/reports/reconciliations/meters?period=2026-08&limit=2',
    );
    expect(first.rows).toHaveLength(2);
    const second = await rows(`&limit=2&after=${first.next}`);
    expect(second.map(({ supplyPoint }) => supplyPoint)).toEqual([prm['alone']]);
  });

  test('a named person accepts the difference that is, and no other', async () => {
    const subject = { kind: 'meter', subject: prm['above'] };
    expect(await accept({ ...subject, difference: 1500, theirs: 208_320 })).toMatchObject({
      status: 409,
      body: { code: 'RECONCILIATION_CHANGED', field: 'difference' },
    });
    expect(
      await accept({ ...subject, subject: prm['below'], difference: -459_600, theirs: 669_600 }),
    ).toMatchObject({
      body: { code: 'RECONCILIATION_AGREES' },
    });
    expect(await accept({ ...subject, subject: prm['alone'], difference: 210_000, theirs: 0 })).toMatchObject(
      {
        status: 404,
        body: { code: 'RECONCILIATION_UNKNOWN' },
      },
    );
    expect((await accept({ ...subject, difference: 1680, theirs: 208_320 })).status).toBe(200);
    expect(await rowOf('above')).toMatchObject({
      status: 'ACCEPTED',
      accepted: { by: 'person:operator', reason: 'checked', difference: 1680 },
    });
    await curve('above', 281);
    expect(await rowOf('above')).toMatchObject({
      status: 'DIFFERENCE',
      differenceWh: 936,
      accepted: { difference: 1680 },
    });
  });

  describe('a scheduler’s list', () => {
    const hour = (n: number): number => fromMs + n * HOUR_MS;
    const slice = (job: string, from: number, to: number, cores: number, contract = 'acme-contract') => ({
      job,
      attempt: 1,
      contract,
      from: hour(from),
      to: hour(to),
      coreMs: cores * (to - from) * HOUR_MS,
    });
    const end = (job: string, at: number, outcome = 'completed') => ({
      job,
      attempt: 1,
      at: hour(at),
      outcome,
    });

    beforeAll(async () => {
      await givenHeater(ledger, 'worker', 9);
      await givenClient(ledger, 'acme', 'all');
      await ledger.told('worker', 0, {
        readings: [
          [hour(0), 0, 0],
          [hour(8), 3000, 0],
        ],
        slices: [
          slice('j1', 0, 1, 16),
          slice('j2', 1, 3, 8),
          slice('j3', 3, 4, 4),
          slice('j4.1', 4, 5, 16),
          slice('j4.2', 5, 6, 16),
          slice('heat', 6, 8, 16, 'burn'),
        ],
        attemptEnds: [end('j1', 1), end('j2', 3, 'failed'), end('j3', 4), end('j4.1', 5), end('j4.2', 6)],
      });
    }, PATIENCE_MS);

    const compare = (text: string, query: string) =>
      ledger.postFile<Jobs>(`/v1/reports/reconciliations/jobs?period=2026-08&${query}`, text);
    const csv = [
      'job,cores,seconds,status,contract',
      'j1,16,3600,completed,acme-contract',
      'j2,8,7200,completed,acme-contract',
      'j4,16,7200,completed,acme-contract',
      'j5,2,60,completed,acme-contract',
      'j6,1,0,failed,acme-contract',
      'nonsense',
    ].join('\n');

    test('is compared job by job: missing here or there, other work, other outcome', async () => {
      const { body } = await compare(csv, 'format=csv');
      expect(body).toMatchObject({
        file: sha256(csv),
        jobs: 5,
        problems: [{ line: 7 }],
        erased: [],
        differing: 3,
        rows: [
          { job: 'j2', kind: 'OTHER_OUTCOME', ourOutcome: 'failed', theirOutcome: 'completed' },
          { job: 'j3', kind: 'MISSING_THERE', ourCoreMs: 4 * HOUR_MS, theirCoreMs: 0 },
          { job: 'j5', kind: 'MISSING_HERE', ourCoreMs: 0, theirCoreMs: 120_000 },
        ],
        contracts: [
          {
            contract: 'acme-contract',
            ourCoreMs: 68 * HOUR_MS,
            toldCoreMs: 68 * HOUR_MS,
            theirCoreMs: 64 * HOUR_MS + 120_000,
            differenceCoreMs: 4 * HOUR_MS - 120_000,
            differing: 3,
            status: 'DIFFERENCE',
          },
        ],
      });
      const paged = await compare(csv, 'format=csv&limit=2');
      expect(paged.body.rows.map(({ job }) => job)).toEqual(['j2', 'j3']);
      const rest = await compare(csv, `format=csv&limit=2&after=${paged.body.next}`);
      expect(rest.body.rows.map(({ job }) => job)).toEqual(['j5']);
    });

    test('in Standard Workload Format too', async () => {
      const line = (job: number, runS: number, processors: number) =>
        `${job} 0 0 ${runS} ${processors} -1 -1 -1 -1 -1 1 1 1 -1 -1 -1 -1 -1`;
      const swf = ['; UnixStartTime: 0', line(1, 3600, 16), line(2, 7200, 4), line(4, 7200, 16)].join('\n');
      const { body } = await compare(swf, 'format=swf&jobPrefix=j&contract=acme-contract');
      expect(body.rows.map(({ job, kind }) => [job, kind])).toEqual([
        ['j2', 'OTHER_WORK'],
        ['j3', 'MISSING_THERE'],
      ]);
    });

    test('is accepted by name for a contract, as it was compared', async () => {
      const { contracts } = (await compare(csv, 'format=csv')).body;
      const { differenceCoreMs: difference, theirCoreMs: theirs } = contracts[0]!;
      const data = { kind: 'jobs', subject: 'acme-contract', difference, theirs, file: sha256(csv) };
      expect(await accept({ ...data, file: null })).toMatchObject({ body: { code: 'FILE_MISSING' } });
      expect(await accept({ ...data, theirs: theirs + 1 })).toMatchObject({
        body: { code: 'RECONCILIATION_CHANGED' },
      });
      expect(await accept({ ...data, subject: 'nobody' })).toMatchObject({ status: 404 });
      expect((await accept(data)).status).toBe(200);
      const after = await compare(csv, `format=csv&minIndex=${position}`);
      expect(after.body.contracts).toMatchObject([{ status: 'ACCEPTED', accepted: { difference } }]);
    });

    test.each([
      ['no job in it', 'format=csv', 'job,cores,seconds\n', 422, 'JOBS_UNREADABLE'],
      ['no header', 'format=csv', 'a,b\n1,2\n', 422, 'JOBS_UNREADABLE'],
      ['another format', 'format=xls', csv, 400, 'FIELD_INVALID'],
    ])('%s is refused', async (_what, query, text, status, code) => {
      expect(await compare(text, query)).toMatchObject({ status, body: { code } });
    });
  });

  test('a closed month is compared as it was sealed', async () => {
    await ledger.given(
      ...['worker'].map(
        (heater) =>
          [
            'set-span-aside',
            { heater, from: fromMs + 8 * HOUR_MS, to: toMs, reason: 'test', acceptedBy: 'T' },
          ] as const,
      ),
    );
    const closed = await ledger.closeMonth(AUGUST);
    expect(closed).toMatchObject({ status: 200 });
    position = Math.max(position, (closed.body as { position?: number }).position ?? 0);
    expect(await rowOf('below')).toMatchObject({ heatersWh: 210_000, status: 'WITHIN' });
  });
});
