import type { FactEvent } from '#domain/facts';
import { SimulatedClock } from '#ports/clock/simulated';
import { ProjectedLedger } from '../../../../test/doubles/projected-ledger.js';
import { POINT_C, givenAugust, known } from '../../../../test/samples/closable-month.js';
import { POINT_A, at, heldByOwner, mandate, tariff } from '../../../../test/samples/heated-block.js';
import { meterOption, setAsidePrice, spotDay } from '../../../../test/samples/tariffs.js';
import { closePeriod } from './close-period.js';
import { issuedDocument } from './issued-document.js';
import { modelReads } from './model-reads.js';
import { previewPeriod } from './preview.js';

/** Heater h1 at the supply point A of habitat draws 100 kWh in August, at prices of each hour. */
let ledger: ProjectedLedger;
const clock = new SimulatedClock(0);
const deps = () => ({
  store: ledger.log,
  reads: modelReads(ledger.models, ledger.log),
  waitUntilProjected: () => ledger.project(),
  clock,
  keys: ledger.keys,
});

beforeEach(async () => {
  ledger = await ProjectedLedger.open();
  await givenAugust(ledger);
  await ledger.given(mandate('office'), meterOption(POINT_A, 'spot'), tariff(POINT_A, 'spot'));
});
afterEach(() => ledger.close());

const daysOf = (month: string): string[] =>
  Array.from(
    { length: month === '2026-08' ? 31 : 30 },
    (_, n) => `${month}-${String(n + 1).padStart(2, '0')}`,
  );
const hourly = (month: string, price: string): FactEvent[] =>
  daysOf(month).map((day) => spotDay('spot', day, price));
const correctedHourly = (month: string, price: string): FactEvent[] =>
  hourly(month, price).flatMap((event) =>
    event.type === 'SpotPricesPublished'
      ? { type: 'SpotPricesCorrected' as const, data: { ...event.data, reason: 'a typing error' } }
      : [],
  );

/** Closes a month in which h1 alone drew anything. */
async function close(period: string, next: string, h1Wh = 0) {
  if (period > '2026-08')
    await ledger.given(
      ...known('h1', period, next, h1Wh),
      ...known('h2', period, next, 0),
      ...known('h3', period, next, 0),
    );
  clock.setTo(at(`${next}-02`, 600));
  const command = { period, issueDate: `${next}-02`, actor: 'person:finance', commandId: period } as const;
  const outcome = await closePeriod(deps(), command);
  expect(outcome).toMatchObject({ status: 'closed' });
  return outcome.status === 'closed' ? outcome.setAside : [];
}

/** Documents of habitat, in order: month of its close, kind, net cents, lines as month and cents. */
async function documents(): Promise<string[]> {
  const told: string[] = [];
  for (const event of (await ledger.log.readAll(0, 10_000)).events) {
    const document = await issuedDocument(ledger.log, event);
    if (document?.planned.includes('.habitat') !== true) continue;
    const lines = document.lines.map(({ key, amountCents }) => `${key.slice(0, 7)}:${amountCents}`);
    told.push([document.period, document.kind, document.netCents, ...lines].join(' '));
  }
  return told;
}
const uncredited = async (period: string): Promise<string[]> =>
  (await previewPeriod(deps(), period)).uncredited.map(
    (one) => `${one.party.id} ${one.period} ${String(one.cents)}`,
  );

describe('hourly prices below zero', () => {
  test('corrected after the close: credited down to nothing, the rest is told and claimed from nobody', async () => {
    await ledger.given(...hourly('2026-08', '0.05'));
    await close('2026-08', '2026-09');
    await ledger.given(...correctedHourly('2026-08', '-0.01'), ...hourly('2026-09', '0.05'));
    await close('2026-09', '2026-10');
    expect(await documents()).toEqual([
      '2026-08 repayment-statement 500 2026-08:500',
      '2026-09 repayment-correction 500 2026-08:500',
    ]);
    expect(await uncredited('2026-09')).toEqual(['habitat 2026-08 -100']);
    // Upward again: everything that is due, once.
    await ledger.given(...correctedHourly('2026-08', '0.02'));
    await close('2026-10', '2026-11');
    await close('2026-11', '2026-12');
    expect((await documents()).slice(2)).toEqual(['2026-10 repayment-statement 200 2026-08:200']);
    expect(await uncredited('2026-10')).toEqual([]);
  });

  test('published after the close, and nothing was documented: told, and no close fails', async () => {
    await ledger.given(...hourly('2026-07', '0.10'), setAsidePrice('spot', '2026-08-01', '2026-08-31'));
    await close('2026-08', '2026-09');
    await ledger.given(...hourly('2026-08', '-0.05'));
    await close('2026-09', '2026-10');
    expect(await documents()).toEqual([]);
    expect(await uncredited('2026-09')).toEqual(['habitat 2026-08 -500']);
  });

  test('a line of one cent below zero keeps no statement, and can be adjusted', async () => {
    await ledger.given(...hourly('2026-08', '-0.0001'), heldByOwner(POINT_C, 'habitat'));
    expect(await close('2026-08', '2026-09')).toEqual([]);
    await ledger.given(...correctedHourly('2026-08', '0.0001'));
    await close('2026-09', '2026-10');
    await close('2026-10', '2026-11');
    expect(await documents()).toEqual([
      '2026-08 repayment-statement 2000 2026-08:-1 2026-08:2001',
      '2026-09 repayment-statement 2 2026-08:2',
    ]);
  });

  test('a document holds no more than its total: the line beside one below zero is credited up to that', async () => {
    await ledger.given(...hourly('2026-08', '-0.01'), heldByOwner(POINT_C, 'habitat'));
    await close('2026-08', '2026-09');
    await ledger.given(...known('h3', '2026-08', '2026-09', 0));
    await close('2026-09', '2026-10');
    expect(await documents()).toEqual([
      '2026-08 repayment-statement 1901 2026-08:-100 2026-08:2001',
      '2026-09 repayment-correction 1901 2026-08:1901',
    ]);
    expect(await uncredited('2026-09')).toEqual(['habitat 2026-08 -100']);
  });
});

describe('a statement below zero is set aside', () => {
  const asideForGood = [{ planned: '2026-08.repayment.owner.habitat', reasons: ['NEGATIVE_TOTAL'] }];

  test('and once its prices are corrected upward, the next close pays it, once', async () => {
    await ledger.given(...hourly('2026-08', '-0.0001'));
    expect(await close('2026-08', '2026-09')).toMatchObject(asideForGood);
    await ledger.given(...correctedHourly('2026-08', '0.0001'));
    expect(await close('2026-09', '2026-10')).toEqual([]);
    await close('2026-10', '2026-11');
    expect(await documents()).toEqual(['2026-09 repayment-statement 1 2026-08:1']);
  });

  test('and later credits bear it, as soon as they are enough', async () => {
    await ledger.given(...hourly('2026-08', '-0.01'), ...hourly('2026-09', '0.05'));
    expect(await close('2026-08', '2026-09')).toMatchObject(asideForGood);
    await close('2026-09', '2026-10', 10_000);
    expect(await uncredited('2026-09')).toEqual(['habitat 2026-08 -100']);
    await ledger.given(
      ...daysOf('2026-10')
        .concat('2026-10-31')
        .map((day) => spotDay('spot', day, '0.05')),
    );
    await close('2026-10', '2026-11', 100_000);
    await close('2026-11', '2026-12');
    expect(await documents()).toEqual([
      '2026-09 repayment-statement 50 2026-09:50',
      '2026-10 repayment-statement 400 2026-10:500 2026-08:-100',
    ]);
  });
});
