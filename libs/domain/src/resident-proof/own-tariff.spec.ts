import { sealHeater } from '#domain/attribution';
import type { FactEvent } from '#domain/facts';
import { planDocuments } from '#domain/periods';
import {
  POINT_A,
  agreement,
  at,
  commissioned,
  factsOf,
  heldByOccupant,
  installed,
  movedIn,
  optedIn,
  resident,
  tariff,
} from '../../../../test/samples/heated-block.js';
import { cellsOf, metered } from '../../../../test/samples/metered-block.js';
import { proveDwellings } from './prove.js';

const cell = (name: string, inclTaxEurPerKwh: string) => ({
  cell: name,
  inclTaxEurPerKwh,
  energyEurPerKwh: '0.1',
  acciseEurPerKwh: '0.03',
  vatRate: '20',
});
/** The meter of case 12: peak and off-peak hours at its own tariff, credited at the flat price of Base. */
const peakMeter: FactEvent[] = [
  {
    type: 'ElectricityPriceSet',
    data: {
      priceList: 'peak',
      from: '2026-08-01',
      cells: [cell('hp', '0.2142'), cell('hc', '0.1589')],
      source: 'published grid',
    },
  },
  {
    type: 'SupplyPointOptionSet',
    data: { supplyPoint: POINT_A, from: '2026-01-01', option: 'hphc', subscribedKva: 6 },
  },
  {
    type: 'OffPeakWindowsSet',
    data: {
      supplyPoint: POINT_A,
      from: '2026-01-01',
      winter: ['22:00-06:00'],
      summer: ['22:00-06:00'],
      peak: [],
    },
  },
  tariff(POINT_A, 'peak', '2026-08-01'),
];
const home = [
  resident('r1'),
  movedIn('r1', 'a1'),
  heldByOccupant(POINT_A),
  commissioned('h1'),
  installed('h1', POINT_A, 'a1'),
  agreement(POINT_A, { priceList: 'base6' }),
];

/** So many kWh in peak hours and in off-peak hours of August. */
function proofOf(peakKwh: number, offPeakKwh: number, ...more: FactEvent[]) {
  const facts = factsOf(...peakMeter, ...home, ...more);
  const cells = cellsOf('h1', [
    {
      fromMs: at('2026-08-03', 6 * 60),
      toMs: at('2026-08-03', 22 * 60),
      mainWhPerHalfHour: (peakKwh * 1000) / 32,
    },
    {
      fromMs: at('2026-08-03', 22 * 60),
      toMs: at('2026-08-04', 6 * 60),
      mainWhPerHalfHour: (offPeakKwh * 1000) / 16,
    },
  ]);
  const sealed = [sealHeater(metered('h1', { cells }), facts, '2026-08')];
  const plan = planDocuments({ facts, period: '2026-08', sealed, earlier: [], issued: [], waiting: [] });
  return proveDwellings(facts, '2026-08', sealed, plan.drafts)[0]!;
}

describe('case 12: own cost by the cells of the meter, credit by those of the agreement', () => {
  test('120 and 80 kWh cost 25.70 + 12.71 and are credited 40.02: due, and 1.61 above own cost', () => {
    expect(proofOf(120, 80, optedIn('r1'))).toMatchObject({
      status: 'FREE_DUE',
      ownCostCents: 3841,
      creditedCents: 4002,
      shortCents: 0,
      valueCents: 3841,
      reasons: [],
    });
  });

  test('180 and 20 kWh cost 38.56 + 3.18 and are credited 40.02: short by 1.72', () => {
    expect(proofOf(180, 20, optedIn('r1'))).toMatchObject({
      status: 'SHORT',
      ownCostCents: 4174,
      creditedCents: 4002,
      shortCents: 172,
      reasons: ['PRICE_ABOVE_CREDIT'],
    });
  });

  test('not opted in: short by the whole cost', () => {
    expect(proofOf(120, 80)).toMatchObject({
      status: 'SHORT',
      ownCostCents: 3841,
      creditedCents: 0,
      shortCents: 3841,
      reasons: ['NOT_OPTED_IN'],
    });
  });
});
