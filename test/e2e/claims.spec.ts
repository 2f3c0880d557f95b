import { decodeColumn, encodeUpload, type WireUpload } from '#events';
import { LedgerOverHttp } from './ledger-over-http.js';
import { COMMISSIONED, HOUR_MS, JANUARY, REGISTERED, januaryOf } from './registered-world.js';

const CLOSE_MS = JANUARY.toMs + 30 * HOUR_MS;
const HOME = '30000000000001';
const OFFICE = '30000000000002';
const from = '2026-01-01';
const OPENED_MS = JANUARY.fromMs + 100 * HOUR_MS;
let ledger: LedgerOverHttp;

/** What the claims are judged by, besides the month itself. */
const TOLD: readonly (readonly [string, object])[] = [
  [
    'publish-benchmark',
    {
      benchmark: 'list-price',
      metric: 'eur-per-core-hour',
      value: '0.06',
      boundary: 'on-demand core, excluding VAT',
      from,
      source: 'published list',
    },
  ],
  [
    'publish-benchmark',
    {
      benchmark: 'survey',
      metric: 'pue',
      value: '1.58',
      boundary: 'average of data centres',
      from,
      source: 'survey',
    },
  ],
  [
    'set-useful-heat-rule',
    { bandDeciC: 10, seasonFromMonth: 10, seasonToMonth: 5, setpointToleranceDeciC: 5 },
  ],
  [
    'attest-transit',
    {
      contract: 'render',
      jobs: ['job-0', 'job-1'],
      diskless: true,
      encrypted: true,
      evidence: 'a'.repeat(64),
    },
  ],
  ['commission-heater', { heater: 'h-test', ...COMMISSIONED }],
  ['open-heater-epoch', { heater: 'h-test', epoch: 0, publicKey: null, reason: 'first board' }],
  [
    'install-heater',
    {
      heater: 'h-test',
      at: JANUARY.fromMs,
      site: 'office',
      supplyPoint: OFFICE,
      dwelling: null,
      mainWh: 0,
      auxWh: 0,
    },
  ],
];

/** A heater that is opened and draws nothing all month. */
const restingHeater = (): WireUpload =>
  encodeUpload({
    heater: 'h-test',
    epoch: 0,
    number: 0,
    readings: {
      at: [JANUARY.fromMs, JANUARY.toMs + HOUR_MS],
      mainWh: [0, 0],
      auxWh: [0, 0],
      mode: [0, 0],
      clock: [2, 2],
    },
    slices: [],
    attemptEnds: [],
    salt: Buffer.alloc(16, 9).toString('base64url'),
  });

/** January of the home with a room sensor: at its setpoint but for the first day. */
const warmJanuary = (): WireUpload[] =>
  januaryOf('h-home', 'render').map(({ head: { heater, epoch, number }, body }) => {
    const at = decodeColumn(body.at, body.at.length);
    const { slices, attemptEnds, salt } = body;
    const readings = {
      at,
      mainWh: decodeColumn(body.mainWh, at.length),
      auxWh: at.map(() => 0),
      mode: at.map(() => 0),
      clock: at.map(() => 2),
      // The first upload is a cold day: two degrees below what was asked.
      roomDeciC: at.map((_, hour) => (number === 0 && hour < 24 ? 180 : 200)),
      targetDeciC: at.map(() => 200),
    };
    return encodeUpload({ heater, epoch, number, readings, slices, attemptEnds, salt });
  });

beforeAll(async () => {
  ledger = await LedgerOverHttp.open(JANUARY.fromMs + HOUR_MS);
  await ledger.given([...REGISTERED, ...TOLD]);
  ledger.clock.setTo(CLOSE_MS);
  await ledger.given([['record-heater-opened', { heater: 'h-test', at: OPENED_MS }]]);
  const uploads = [...warmJanuary(), ...januaryOf('h-office', 'burn'), restingHeater()];
  const sent = await ledger.post<{ results: { status: string }[] }>('/v1/telemetry', { uploads });
  expect(sent.body.results.map((result) => result.status)).toEqual(uploads.map(() => 'recorded'));
  const closed = await ledger.post('/v1/commands/close-period', {
    period: JANUARY.month,
    issueDate: '2026-02-02',
  });
  expect([closed.status, closed.text]).toEqual([200, expect.any(String)]);
});
afterAll(() => ledger.close());

interface Claim {
  readonly claim: string;
  readonly figure: string | null;
  readonly verdict: string;
  readonly missing: readonly string[];
  readonly inputs: Record<string, string | number>;
  readonly references: { events: number[]; documents: string[]; benchmarks: string[] };
}

async function claims(period: string): Promise<ReadonlyMap<string, Claim>> {
  const { status, body } = await ledger.get<{ rows: Claim[] }>(`/v1/claims?period=${period}`);
  expect(status).toBe(200);
  return new Map(body.rows.map((row) => [row.claim, row]));
}

const proof = async () =>
  (await ledger.get<Record<string, unknown>>('/v1/dwellings/block/a-1/proof?period=2026-01')).body;

/** Gives a command, and waits until reports know of it. */
async function told(command: string, data: object): Promise<void> {
  const { status, body } = await ledger.post<{ position: number }>(`/v1/commands/${command}`, data);
  expect(status).toBe(200);
  expect((await ledger.get(`/v1/status?minIndex=${body.position}`)).status).toBe(200);
}

/** Two heaters at 500 W for 744 h; one of them computes 11 904 core-hours for 595.20. The specifications tell one story. */
describe('the claims of a month', () => {
  test('each has figure and verdict, or says what is missing', async () => {
    const rows = await claims('2026-01');
    expect([...rows].map(([claim, { verdict, figure }]) => [claim, verdict, figure])).toEqual([
      // 595.20 ÷ (372 × 0.16675 + 372 × 0.2001)
      ['coverage-billed', 'holds', '4.361'],
      ['coverage-collected', 'fails', '0.000'],
      ['free-share', 'holds', '1.0000'],
      ['eur-per-core-hour', 'holds', '0.050000'],
      ['eur-per-core-hour-done', 'holds', '0.050000'],
      ['eur-per-ghz-hour', 'not provable', null],
      ['eur-per-ghz-hour-done', 'not provable', null],
      // Half of the energy is sensed, and all of it useful: ERE 0.5 of 1.58. The other half may be useful too.
      ['waste-ere', 'holds', '0.3165'],
      ['waste-five-times', 'not provable', null],
      ['waste-pue', 'holds', '1.0000'],
      ['grants-forgone-value', 'fails', '0.00'],
      ['hours-below-setpoint', 'fails', '24.00'],
      ['low-power', 'not provable', null],
      ['relocations', 'not provable', null],
      ['opened-heaters', 'holds', '0.000'],
      ['transit-attested', 'not provable', null],
    ]);
    for (const { verdict, missing } of rows.values())
      if (verdict === 'not provable') expect(missing).not.toEqual([]);
    expect(rows.get('eur-per-ghz-hour')!.missing[0]).toContain('publish-benchmark');
    expect(rows.get('transit-attested')!.inputs).toMatchObject({ jobsSeen: 31, jobsAttested: 2 });
  });

  test('what a claim refers to stands in the log and among the documents', async () => {
    const rows = await claims('2026-01');
    const { references } = rows.get('eur-per-core-hour')!;
    expect(references).toMatchObject({ documents: ['F-1'], benchmarks: ['list-price'] });
    const lines = (await ledger.get('/v1/events')).text.trimEnd().split('\n');
    const typeAt = (index: number) => (JSON.parse(lines[index]!) as { type: string }).type;
    expect(references.events.map(typeAt)).toEqual(['BenchmarkPublished']);
    expect(rows.get('opened-heaters')!.references.events.map(typeAt)).toEqual(['HeaterOpened']);
    expect(rows.get('free-share')!.references.events.map(typeAt)).toEqual(['DwellingProofsSealed']);
  });

  test('of a month that is not closed none can be proved', async () => {
    const rows = await claims('2026-02');
    expect(new Set([...rows.values()].map(({ verdict }) => verdict))).toEqual(new Set(['not provable']));
    expect(rows.get('free-share')!.missing).toEqual(['the close of 2026-02: close it first']);
  });

  test('is a table too', async () => {
    const { text } = await ledger.get('/v1/claims?period=2026-01&format=csv');
    expect(text.split('\r\n')[1]).toMatch(/^coverage-billed,Computing pays for the electricity,4\.361,/);
  });

  test.each<[string, object, number, string]>([
    ['publish-benchmark', { ...TOLD[0]![1], value: '0' }, 422, 'BENCHMARK_NOT_POSITIVE'],
    ['publish-benchmark', { ...TOLD[1]![1], value: '0.9' }, 409, 'PUE_BELOW_ONE'],
    ['attest-transit', { ...TOLD[3]![1], contract: 'nobody' }, 404, 'CONTRACT_UNKNOWN'],
    ['set-useful-heat-rule', { ...TOLD[2]![1], bandDeciC: 200 }, 422, 'BAND_OUT_OF_RANGE'],
  ])('%s that makes no sense is refused', async (command, data, refusedWith, code) => {
    const { status, body } = await ledger.post(`/v1/commands/${command}`, data);
    expect([status, body]).toEqual([refusedWith, expect.objectContaining({ code })]);
  });
});

describe('the proof of a dwelling', () => {
  test('names energy, value, documents and the uploads behind it', async () => {
    expect(await proof()).toMatchObject({
      door: 'A 1',
      month: 'closed',
      status: 'FREE_DUE',
      statusAtCut: 'FREE_DUE',
      residencies: [
        {
          resident: 'r-1',
          energy: [{ supplyPoint: HOME, register: 'main', status: 'credited', energyWh: 372_000 }],
          ownCost: { amount: '74.44' },
          creditedAboveCost: { amount: '0.00' },
          value: { amount: '74.44' },
          hoursAtSetpoint: '720.00',
          hoursBelowSetpoint: '24.00',
          creditedBy: [
            { state: 'issued', number: 'R-1', gross: { amount: '74.44' }, paid: { amount: '0.00' } },
          ],
        },
      ],
      uploads: { rows: [{ heater: 'h-home', epoch: 0, fromNumber: 0, toNumber: 30 }], next: null },
    });
  });

  test('the uploads stand where it says', async () => {
    const { uploads } = (await proof()) as { uploads: { rows: { fromIndex: number; toIndex: number }[] } };
    const [range] = uploads.rows;
    const lines = (await ledger.get('/v1/events')).text.trimEnd().split('\n');
    const streams = [range!.fromIndex, range!.toIndex].map(
      (index) => (JSON.parse(lines[index]!) as { stream: string }).stream,
    );
    expect(streams).toEqual(['telemetry-h-home-0', 'telemetry-h-home-0']);
  });

  test('once the credit is paid the heat is free and paid; the seal stays as it was', async () => {
    await told('record-money-paid', {
      payment: 'pay-1',
      on: '2026-02-02',
      party: { kind: 'resident', id: 'r-1' },
      amountCents: 7444,
      allocations: [{ series: 'main', number: 'R-1', cents: 7444 }],
      reference: 'SEPA R-1',
    });
    expect(await proof()).toMatchObject({
      status: 'FREE_PAID',
      statusAtCut: 'FREE_DUE',
      residencies: [{ creditedBy: [{ state: 'paid', payments: [{ kind: 'paid', subject: 'pay-1' }] }] }],
    });
    const list = await ledger.get('/v1/proofs?period=2026-01');
    expect(list.body).toMatchObject({
      rows: [{ status: 'FREE_DUE', liveStatus: 'FREE_PAID', documents: ['R-1'] }],
    });
    const summary = await ledger.get('/v1/summary?period=2026-01');
    expect(summary.body).toMatchObject({ dwellings: { free: 1, byStatus: { FREE_PAID: 1, FREE_DUE: 0 } } });
  });

  test('money received for the invoice covers the electricity, without its VAT', async () => {
    await told('record-money-received', {
      receipt: 'bank-1',
      on: '2026-02-02',
      client: 'studio',
      amountCents: 35_712,
      allocations: [{ series: 'main', number: 'F-1', cents: 35_712 }],
      prepayment: null,
      reference: 'VIR',
    });
    // Half of 714.24 is 297.60 without VAT.
    expect((await claims('2026-01')).get('coverage-collected')).toMatchObject({
      figure: '2.181',
      verdict: 'holds',
      inputs: { revenueEur: '297.60' },
    });
  });

  test('of an unknown dwelling is not found', async () => {
    const { status, body } = await ledger.get('/v1/dwellings/block/nowhere/proof?period=2026-01');
    expect([status, body]).toEqual([404, expect.objectContaining({ code: 'DWELLING_UNKNOWN' })]);
  });
});
