import { AUGUST, HOUR_MS, LedgerOfATest, type Line, PATIENCE_MS } from './ledger-of-a-test.js';
import { uploadOf } from './telemetry-of-a-test.js';
import { OWNER, givenCompany, givenHeater, givenSupplyPoint, SITE } from './world-of-a-test.js';

const { fromMs, toMs } = AUGUST;
const NOON = fromMs + 14 * 24 * HOUR_MS + 12 * HOUR_MS;
const AFTER = toMs + HOUR_MS;

interface Held {
  readonly heater: string;
  readonly code: string;
  readonly mainWh: number;
  readonly status: string;
}

/** Cases 4, 5 and 15: what registers, duplicates, corrections and a move make of the energy. */
describe('from registers to the owner’s credit', () => {
  let ledger: LedgerOfATest;
  let lines: readonly Line[];
  let refusedClose: { status: number; body: unknown };
  let heldBefore: readonly Held[];
  const supplyPoints: Record<string, string> = {};

  /** What one supply point is credited: kWh and cents of its only line, or null. */
  const creditedAt = (name: string): { kwh: number; cents: number } | null => {
    const found = lines.filter((line) => line.label.includes(supplyPoints[name]!));
    expect(found.length).toBeLessThanOrEqual(1);
    return found[0] === undefined ? null : { kwh: Number(found[0].quantity), cents: found[0].amountCents };
  };

  const install = async (name: string, number: number, mainWh: number): Promise<void> => {
    supplyPoints[name] = await givenHeater(ledger, name, number, { mainWh, auxWh: 0 });
  };

  beforeAll(async () => {
    ledger = await LedgerOfATest.open();
    await givenCompany(ledger);
    await givenWrapExchangeAndHeld();
    await givenDuplicateAndCorrections();
    await givenMove();
    refusedClose = await ledger.closeMonth(AUGUST);
    heldBefore = await ledger.rows<Held>('/v1/held-spans?status=held');
    await ledger.given(
      ['discard-held-span', { heater: 'fallen', from: NOON, to: NOON + HOUR_MS, reason: 'meter fault' }],
      [
        'release-held-span',
        { heater: 'too-much', from: NOON, to: NOON + HOUR_MS, reason: 'checked on site' },
      ],
    );
    const closed = await ledger.closeMonth(AUGUST);
    if (closed.status !== 200) throw new Error(JSON.stringify(closed.body));
    lines = await ledger.lines(AUGUST.month, OWNER);
  }, PATIENCE_MS);
  afterAll(() => ledger.close());

  async function givenWrapExchangeAndHeld(): Promise<void> {
    await install('wrapped', 1, 999_999_600);
    await ledger.told('wrapped', 0, {
      readings: [
        [fromMs, 999_999_600, 0],
        [NOON, 999_999_600, 0],
        [NOON + 2 * HOUR_MS, 800, 0],
        [AFTER, 800, 0],
      ],
    });
    await install('exchanged', 2, 12_300_000);
    const exchange = { oldMainWh: 12_345_678, oldAuxWh: 0, newMainWh: 0, newAuxWh: 0 };
    await ledger.given(['exchange-heater-meter', { heater: 'exchanged', at: NOON, ...exchange }]);
    await ledger.told('exchanged', 0, {
      readings: [
        [fromMs, 12_300_000, 0],
        [NOON - HOUR_MS, 12_345_678, 0],
        [NOON + 20 * HOUR_MS, 5_400, 0],
        [AFTER, 5_400, 0],
      ],
    });
    await install('fallen', 3, 500_000);
    await ledger.told('fallen', 0, {
      readings: [
        [fromMs, 500_000, 0],
        [NOON, 500_000, 0],
        [NOON + HOUR_MS, 499_000, 0],
        [NOON + 2 * HOUR_MS, 499_300, 0],
        [AFTER, 499_300, 0],
      ],
    });
    for (const [name, number, wh] of [
      ['just-enough', 4, 1_051],
      ['too-much', 5, 1_052],
    ] as const) {
      await install(name, number, 0);
      await ledger.told(name, 0, {
        readings: [
          [fromMs, 0, 0],
          [NOON, 0, 0],
          [NOON + HOUR_MS, wh, 0],
          [AFTER, wh, 0],
        ],
      });
    }
  }

  async function givenDuplicateAndCorrections(): Promise<void> {
    const hundredWh = {
      readings: [
        [fromMs, 0, 0],
        [NOON, 0, 0],
        [NOON + HOUR_MS, 100, 0],
        [AFTER, 100, 0],
      ],
    } as const;
    const correct = (heater: string, ordinal: number, energyWh: number): Promise<void> =>
      ledger.given([
        'correct-energy',
        {
          correction: `${heater}-${ordinal}`,
          heater,
          register: 'main',
          from: NOON,
          to: NOON + HOUR_MS,
          energyWh,
          reason: 'reference meter',
        },
      ]);
    await install('twice', 6, 0);
    await ledger.told('twice', 0, hundredWh);
    await install('corrected-before', 7, 0);
    await correct('corrected-before', 1, 95);
    await ledger.told('corrected-before', 0, hundredWh);
    await install('corrected-after', 8, 0);
    await ledger.told('corrected-after', 0, hundredWh);
    await correct('corrected-after', 1, 97);
    await correct('corrected-after', 2, 95);
  }

  async function givenMove(): Promise<void> {
    await install('moved', 9, 5_000_000);
    supplyPoints['moved-to'] = await givenSupplyPoint(ledger, 10);
    const at = NOON + 10 * 60_000;
    const move = {
      site: SITE,
      supplyPoint: supplyPoints['moved-to'],
      dwelling: null,
      mainWh: 5_000_130,
      auxWh: 0,
    };
    await ledger.given(['move-heater', { heater: 'moved', at, ...move }]);
    await ledger.told('moved', 0, {
      readings: [
        [fromMs, 5_000_000, 0],
        [NOON, 5_000_100, 0],
        [NOON + 30 * 60_000, 5_000_190, 0],
        [AFTER, 5_000_190, 0],
      ],
    });
  }

  test('a register of nine digits that goes from 999 999 600 to 800 drew 1 200 Wh', () => {
    expect(creditedAt('wrapped')).toEqual({ kwh: 1.2, cents: 24 });
  });

  test('an exchange from 12 345 678 to 0 keeps both parts: 51 078 Wh', () => {
    expect(creditedAt('exchanged')).toEqual({ kwh: 51.078, cents: 1022 });
  });

  test('a fall with neither is held, a month does not close on it, and finance sees it', () => {
    expect(refusedClose.status).toBe(409);
    expect(heldBefore).toMatchObject([
      { heater: 'fallen', code: 'REGISTER_FELL', mainWh: 0, status: 'held' },
      { heater: 'too-much', code: 'TOO_MUCH_ENERGY', mainWh: 1_052, status: 'held' },
    ]);
  });

  test('nothing is credited from the fall, and later spans go on from the new reading', () => {
    expect(creditedAt('fallen')).toEqual({ kwh: 0.3, cents: 6 });
  });

  test('rated power times time times 1.05 plus 1 Wh is believed; 1 Wh more is held until a person releases it', () => {
    expect(creditedAt('just-enough')!.kwh).toBe(1.051);
    expect(creditedAt('too-much')!.kwh).toBe(1.052);
  });

  test('the same upload sent again is recorded, and counts once', async () => {
    const upload = uploadOf('twice', 0, {
      readings: [
        [fromMs, 0, 0],
        [NOON, 0, 0],
        [NOON + HOUR_MS, 100, 0],
        [AFTER, 100, 0],
      ],
    });
    const { body } = await ledger.post('/v1/telemetry', upload);
    expect(body).toMatchObject({ results: [{ heater: 'twice', number: 0, status: 'recorded' }] });
    const energy = await ledger.rows<{ mainWh: number }>(
      `/v1/heaters/twice/energy?from=${new Date(fromMs).toISOString()}&to=${new Date(toMs).toISOString()}&limit=2000`,
    );
    expect(energy.reduce((sum, { mainWh }) => sum + mainWh, 0)).toBe(100);
    expect(creditedAt('twice')!.kwh).toBe(0.1);
  });

  test('a number with another body is refused for ever', async () => {
    const { body } = await ledger.post('/v1/telemetry', uploadOf('twice', 0, { readings: [[fromMs, 7, 0]] }));
    expect(body).toMatchObject({ results: [{ status: 'refused', code: 'NUMBER_TAKEN' }] });
  });

  test('a correction overlays the readings, also when it was recorded before them; the latest one wins', () => {
    expect(creditedAt('corrected-before')!.kwh).toBe(0.095);
    expect(creditedAt('corrected-after')!.kwh).toBe(0.095);
  });

  test('a move inside a half-hour parts it by the registers noted: 130 Wh stay, 60 Wh go along', () => {
    expect(creditedAt('moved')!.kwh).toBe(0.13);
    expect(creditedAt('moved-to')!.kwh).toBe(0.06);
  });
});
