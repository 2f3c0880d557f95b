import type { FactEvent } from '#domain/facts';
import { SimulatedClock } from '#ports/clock/simulated';
import { ProjectedLedger } from '../../../../test/doubles/projected-ledger.js';
import { givenAugust, known } from '../../../../test/samples/closable-month.js';
import { POINT_A, agreement, at, tariff } from '../../../../test/samples/heated-block.js';
import {
  HPHC_EUR,
  cellsAt,
  colour,
  colours,
  correctedColour,
  correctedPrices,
  hphcPrices,
  meterOption,
  setAsidePrice,
  spotDay,
  tempoPrices,
  windows,
} from '../../../../test/samples/tariffs.js';
import { closePeriod } from './close-period.js';
import { issuedDocument } from './issued-document.js';
import { modelReads } from './model-reads.js';

/** Heater h1 at the owner's supply point A draws 100 kWh in August 2026, evenly. */
let ledger: ProjectedLedger;
const clock = new SimulatedClock(at('2026-09-02'));

beforeEach(async () => {
  ledger = await ProjectedLedger.open();
  await givenAugust(ledger);
});
afterEach(() => ledger.close());

const blockAtRest = (month: string, next: string): FactEvent[] =>
  ['h1', 'h2', 'h3'].flatMap((heater) => known(heater, month, next, 0));

function close(period: string, issueDate: string) {
  clock.setTo(at(issueDate, 600));
  const deps = {
    store: ledger.log,
    reads: modelReads(ledger.models, ledger.log),
    waitUntilProjected: () => ledger.project(),
    clock,
    keys: ledger.keys,
  };
  return closePeriod(deps, { period, issueDate, actor: 'person:finance', commandId: `close-${period}` });
}

/** Lines of the owner of supply point A, document after document: kind, month and cell of the key, unit, cents. */
async function linesOfOwner(): Promise<string[]> {
  const told: string[] = [];
  for (const event of (await ledger.log.readAll(0, 10_000)).events) {
    const document = await issuedDocument(ledger.log, event);
    if (document?.planned.includes('.habitat') !== true) continue;
    for (const { key, unit, amountCents } of document.lines) {
      const [month, , , , cell] = key.split('|');
      told.push([document.kind, month, cell, unit, amountCents].join(' '));
    }
  }
  return told;
}

const STATED = 'repayment-statement 2026-08';
const TAKEN_BACK = 'repayment-correction 2026-08';

describe('Tempo', () => {
  const tempo = [tempoPrices('trv'), meterOption(POINT_A, 'tempo'), tariff(POINT_A, 'trv')];
  const augustButThe10th = [
    colours('2026-07-31', '2026-08-09', 'blue'),
    colours('2026-08-11', '2026-08-31', 'blue'),
  ];

  test('a colour not published keeps the month open; set aside, its hours wait and are credited when it comes', async () => {
    await ledger.given(...tempo, ...augustButThe10th);
    expect(await close('2026-08', '2026-09-02')).toMatchObject({
      status: 'refused',
      refusals: [{ code: 'COLOUR_MISSING', field: 'tempo/2026-08-10' }],
    });
    await ledger.given(setAsidePrice('tempo-calendar', '2026-08-10'));
    const closed = await close('2026-08', '2026-09-02');
    // One of 31 Tempo days: 100 000 Wh ÷ 31.
    expect(closed).toMatchObject({ status: 'closed', energy: { attributedWh: 320_000, pendingWh: 3_226 } });
    expect(await linesOfOwner()).toEqual([`${STATED} blue-hc kWh 437`, `${STATED} blue-hp kWh 1067`]);

    await ledger.given(
      colour('2026-08-10', 'white'),
      colours('2026-09-01', '2026-09-30', 'blue'),
      ...blockAtRest('2026-09', '2026-10'),
    );
    expect(await close('2026-09', '2026-10-02')).toMatchObject({ status: 'closed' });
    expect((await linesOfOwner()).slice(2)).toEqual([
      `${STATED} white-hc kWh 17`,
      `${STATED} white-hp kWh 41`,
    ]);
  });

  test('a colour corrected after the close moves its hours from one line to the other', async () => {
    await ledger.given(...tempo, ...augustButThe10th, colour('2026-08-10', 'blue'));
    expect(await close('2026-08', '2026-09-02')).toMatchObject({ status: 'closed' });
    await ledger.given(
      correctedColour('2026-08-10', 'white'),
      colours('2026-09-01', '2026-09-30', 'blue'),
      ...blockAtRest('2026-09', '2026-10'),
    );
    expect(await close('2026-09', '2026-10-02')).toMatchObject({ status: 'closed' });
    expect(await linesOfOwner()).toEqual([
      `${STATED} blue-hc kWh 452`,
      `${STATED} blue-hp kWh 1103`,
      `${STATED} white-hc kWh 17`,
      `${STATED} white-hp kWh 41`,
      `${TAKEN_BACK} blue-hc one 15`,
      `${TAKEN_BACK} blue-hp one 36`,
    ]);
  });
});

describe('peak and off-peak', () => {
  const hphc = [
    hphcPrices('peaks'),
    meterOption(POINT_A, 'hphc'),
    windows(POINT_A, ['22:00-06:00']),
    tariff(POINT_A, 'peaks'),
  ];

  beforeEach(async () => {
    await ledger.given(...hphc);
    expect(await close('2026-08', '2026-09-02')).toMatchObject({ status: 'closed' });
    // A third of 100 kWh at 0.1589, two thirds at 0.2142.
    expect(await linesOfOwner()).toEqual([`${STATED} hc kWh 530`, `${STATED} hp kWh 1428`]);
    await ledger.given(...blockAtRest('2026-09', '2026-10'));
  });

  test('a list corrected after the close adjusts its lines, upward and downward', async () => {
    const right = cellsAt({ hp: '0.2042', hc: '0.1789' });
    await ledger.given(correctedPrices('peaks', '2026-01-01', right));
    expect(await close('2026-09', '2026-10-02')).toMatchObject({ status: 'closed' });
    expect((await linesOfOwner()).slice(2)).toEqual([`${STATED} hc one 66`, `${TAKEN_BACK} hp one 67`]);
  });

  test('a price that was forgotten makes a line of its own from its day on', async () => {
    await ledger.given(correctedPrices('peaks', '2026-08-16', cellsAt({ ...HPHC_EUR, hp: '0.2242' })));
    expect(await close('2026-09', '2026-10-02')).toMatchObject({ status: 'closed' });
    expect((await linesOfOwner()).slice(2).sort()).toEqual([
      `${TAKEN_BACK} hc one 274`,
      `${TAKEN_BACK} hp one 737`,
      `${STATED} hc kWh 273`,
      `${STATED} hp kWh 771`,
    ]);
  });

  test('windows learned after the close move the energy between the lines', async () => {
    await ledger.given(windows(POINT_A, ['22:38-04:38'], [], '2026-08-01'));
    expect(await close('2026-09', '2026-10-02')).toMatchObject({ status: 'closed' });
    // A quarter off-peak, three quarters peak.
    expect((await linesOfOwner()).slice(2)).toEqual([`${STATED} hp one 179`, `${TAKEN_BACK} hc one 133`]);
  });
});

test('hourly prices below zero set the statement aside; corrected ones do not break the next close', async () => {
  const days = Array.from({ length: 31 }, (_, n) => `2026-08-${String(n + 1).padStart(2, '0')}`);
  await ledger.given(
    ...days.map((day) => spotDay('spot', day, '-0.05')),
    meterOption(POINT_A, 'spot'),
    tariff(POINT_A, 'spot'),
    agreement(POINT_A, { priceList: 'spot' }),
  );
  expect(await close('2026-08', '2026-09-02')).toMatchObject({
    status: 'closed',
    setAside: [
      { planned: '2026-08.repayment.owner.habitat', reasons: ['NEGATIVE_TOTAL'] },
      { planned: '2026-08.self-billed.office' },
    ],
  });
  await ledger.given(...blockAtRest('2026-09', '2026-10'));
  expect(await close('2026-09', '2026-10-02')).toMatchObject({ status: 'closed' });
  expect(await linesOfOwner()).toEqual([]);
});
