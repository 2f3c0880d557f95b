import { SigningMeter, enedisCurve, espiFeed, sha256 } from '../samples/meter-files.js';
import { AUGUST, HOUR_MS, LedgerOfATest, PATIENCE_MS } from './ledger-of-a-test.js';
import { givenCompany, givenSupplyPoint } from './world-of-a-test.js';

interface Imported {
  readonly recorded: boolean;
  readonly energyWh: number;
  readonly intervals: number;
  readonly months: readonly {
    readonly month: string;
    readonly energyWh: number;
    readonly missingMinutes: number;
    readonly replaces: { readonly file: string; readonly source: string } | null;
  }[];
  readonly refused: readonly { readonly code: string }[];
  readonly holes: readonly { readonly minutes: number }[];
  readonly events: readonly { readonly stream: string; readonly revision: number }[];
  readonly position: number;
  readonly code?: string;
}

const { fromMs } = AUGUST;
const MONTH_STEPS = 31 * 48;

/** What a supply point's own meter measured, from files of three formats. */
describe('a supply point’s own meter', () => {
  let ledger: LedgerOfATest;
  const send = (prm: string, query: string, text: string) =>
    ledger.postFile<Imported>(`/v1/supply-points/${prm}/meter-readings?${query}`, text);

  beforeAll(async () => {
    ledger = await LedgerOfATest.open();
    await givenCompany(ledger);
  }, PATIENCE_MS);
  afterAll(() => ledger.close());

  test('a load curve is recorded once, and a later file for the month stands instead', async () => {
    const prm = await givenSupplyPoint(ledger, 1);
    const whole = enedisCurve(fromMs, MONTH_STEPS, 600);
    const first = await send(prm, 'format=enedis', whole);
    expect(first).toMatchObject({
      status: 200,
      body: {
        recorded: true,
        energyWh: 446_400,
        intervals: MONTH_STEPS,
        months: [{ month: '2026-08', energyWh: 446_400, missingMinutes: 0, replaces: null }],
        events: [{ type: 'MeterCurveRecorded', stream: `meter-${prm}`, revision: 0 }],
      },
    });
    expect(await send(prm, 'format=enedis', whole)).toEqual(first);
    const later = await send(prm, 'format=enedis', enedisCurve(fromMs, 48, 700));
    expect(later.body.months).toEqual([
      {
        month: '2026-08',
        energyWh: 16_800,
        missingMinutes: 30 * 24 * 60,
        replaces: { file: sha256(whole), source: 'enedis' },
      },
    ]);
    expect(await send(prm, 'format=enedis', whole)).toEqual(first);
  });

  test('a Green Button feed', async () => {
    const prm = await givenSupplyPoint(ledger, 2);
    const feed = espiFeed([
      { start: fromMs / 1000, seconds: 3600, value: 282, quality: 17 },
      { start: fromMs / 1000 + 3600, seconds: 3600, value: 323, quality: 8 },
    ]);
    const { body } = await send(prm, 'format=espi', feed);
    expect(body).toMatchObject({
      energyWh: 605,
      qualities: { validated: 1, estimated: 1 },
      months: [{ month: '2026-08', energyWh: 605, missingMinutes: 31 * 24 * 60 - 120 }],
    });
  });

  test('signed records: what is signed goes in, what was changed does not', async () => {
    const prm = await givenSupplyPoint(ledger, 3);
    const meter = new SigningMeter();
    const good = meter.session('2026-08-03T10:00:00,000+0200 S', 10, '2026-08-03T12:00:00,000+0200 S', 11.5);
    const unset = meter.session('1970-01-01T01:00:00,000+0100 U', 1, '1970-01-01T02:00:00,000+0100 R', 2);
    const changed = await send(prm, 'format=ocmf', meter.file(good, good.replace('11.5', '12.5')));
    expect(changed).toMatchObject({
      status: 422,
      body: { code: 'OCMF_SIGNATURE_INVALID', field: 'record 2' },
    });
    expect((await send(prm, 'format=ocmf', meter.file(unset))).body).toMatchObject({
      recorded: false,
      events: [],
      refused: [{ code: 'OCMF_CLOCK_NOT_SET' }],
    });
    const { body } = await send(prm, `format=ocmf&publicKey=${meter.publicKey}`, meter.file(good, unset));
    expect(body).toMatchObject({
      recorded: true,
      energyWh: 1500,
      signature: { keyFrom: 'caller', records: 2 },
      refused: [{ code: 'OCMF_CLOCK_NOT_SET', field: 'record 2' }],
      events: [{ stream: `meter-${prm}`, revision: 0 }],
    });
  });

  test('nothing is taken from what is no such file, or for no such supply point', async () => {
    const prm = await givenSupplyPoint(ledger, 4);
    const curve = enedisCurve(fromMs, 48, 600);
    expect(await send(prm, 'format=enedis', `${curve}x;y\n`)).toMatchObject({
      status: 422,
      body: { code: 'CURVE_ROW_INVALID' },
    });
    expect(await send(prm, 'format=espi', curve)).toMatchObject({
      status: 422,
      body: { code: 'XML_INVALID' },
    });
    expect(await send(prm, 'format=pdf', curve)).toMatchObject({
      status: 400,
      body: { code: 'FIELD_INVALID' },
    });
    expect(await send('99000000009999', 'format=enedis', curve)).toMatchObject({
      status: 404,
      body: { code: 'SUPPLY_POINT_UNKNOWN' },
    });
    const json = await ledger.post(`/v1/supply-points/${prm}/meter-readings?format=enedis`, { a: 1 });
    expect(json).toMatchObject({ status: 415, body: { code: 'CONTENT_TYPE_UNKNOWN' } });
  });

  test('a file that any page in a browser could send is not taken', async () => {
    const prm = await givenSupplyPoint(ledger, 6);
    const curve = enedisCurve(fromMs, 48, 600);
    const { nextIndex } = await ledger.get<{ nextIndex: number }>('/v1/status');
    const path = `/v1/supply-points/${prm}/meter-readings?format=enedis`;
    for (const contentType of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
    ])
      expect(await ledger.postFile(path, curve, contentType)).toMatchObject({ status: 415 });
    expect(await ledger.get('/v1/status')).toMatchObject({ nextIndex });
  });

  test.each([
    ['a form, which every page in a browser can send', 'application/x-www-form-urlencoded'],
    ['a form with files', 'multipart/form-data; boundary=x'],
    ['a plain text', 'text/plain'],
    ['a plain text that claims to be JSON', 'text/plain; application/json'],
    ['a file', 'text/csv'],
  ])('a command is JSON: %s is not taken for one', async (_, contentType) => {
    const { nextIndex } = await ledger.get<{ nextIndex: number }>('/v1/status');
    for (const path of ['/v1/commands/register-owner', '/v1/commands', '/v1/as-of'])
      expect(await ledger.postFile(path, 'owner=evil&kind=landlord', contentType)).toMatchObject({
        status: 415,
        body: {
          code: 'MEDIA_TYPE_NOT_SUPPORTED',
          detail: expect.stringContaining('Send application/json'),
        },
      });
    expect(await ledger.get('/v1/status')).toMatchObject({ nextIndex });
  });

  test('a packed command or file is not taken; with a charset a command is', async () => {
    const packed = { 'content-encoding': 'gzip' };
    const refused = {
      status: 415,
      body: { code: 'MEDIA_TYPE_NOT_SUPPORTED', field: 'Content-Encoding' },
    };
    expect(await ledger.post('/v1/commands', { commands: [] }, packed)).toMatchObject(refused);
    const file = { ...packed, 'content-type': 'text/csv' };
    const readings = '/v1/supply-points/1/meter-readings?format=enedis';
    expect(await ledger.post(readings, {}, file)).toMatchObject(refused);
    const charset = { 'content-type': 'application/json; charset=utf-8', 'content-encoding': 'identity' };
    expect(await ledger.post('/v1/commands/register-owner', { none: 1 }, charset)).toMatchObject({
      status: 400,
      body: { errors: expect.arrayContaining([expect.objectContaining({ code: 'FIELD_UNKNOWN' })]) },
    });
  });

  test('a month of five-minute steps is sealed over several events', async () => {
    const prm = await givenSupplyPoint(ledger, 5);
    const rows = Array.from({ length: 31 * 288 }, (_, i) => {
      const wall = new Date(fromMs + (i + 1) * 300_000 + 2 * HOUR_MS).toISOString().slice(0, 19);
      return `${wall}+02:00;${600 + (i % 1000)}`;
    });
    const { status, body } = await send(prm, 'format=enedis', rows.join('\n'));
    expect(status).toBe(200);
    expect(body.events.length).toBeGreaterThan(1);
    expect(body.months).toHaveLength(1);
    const opened = await ledger.rows<{ from: string; to: string; milliWh: number }>(
      `/v1/supply-points/${prm}/meter-readings?period=2026-08&limit=10000&minIndex=${body.position}`,
    );
    expect(opened).toHaveLength(31 * 288);
    expect(opened[0]).toEqual({
      from: '2026-07-31T22:00:00.000Z',
      to: '2026-07-31T22:05:00.000Z',
      milliWh: 50_000,
    });
    const wholeWh = Math.floor(opened.reduce((sum, { milliWh }) => sum + milliWh, 0) / 1000);
    expect(wholeWh).toBe(body.energyWh);
    await expect(ledger.get(`/v1/supply-points/${prm}/meter-readings?period=2026-07`)).rejects.toThrow(
      'METER_CURVE_UNKNOWN',
    );
  });
});
