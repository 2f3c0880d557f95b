import { localMs } from '../model/month.js';
import { command, type DatedCommand, type DemoCommand } from './command.js';

/**
 * Prices of electricity: inputs, as dated lists. The regulated tariffs are the published ones of 1 February 2026; the market
 * lists are made up, in a range one meets. Including tax, energy and accise are stated apart.
 */
export const REGULATED_BASE = 'trv-base';
export const REGULATED_HPHC = 'trv-hphc';
export const REGULATED_TEMPO = 'trv-tempo';
/** A dearer offer that one occupant chose. */
export const GREEN_OFFER = 'offer-green';
export const LANDLORD_MARKET = 'market-landlord';
export const LANDLORD_HPHC = 'market-landlord-hphc';
export const SCHOOL_MARKET = 'market-school';

const FROM = '2026-02-01';
const ACCISE = '0.03085';

/** Cell, published price including tax, energy price (EUR/kWh), subscribed powers it holds for (kVA). */
type Row = readonly [cell: string, inclTax: string, energy: string, kva?: readonly [number, number]];

const REGULATED: Readonly<Record<string, readonly Row[]>> = {
  [REGULATED_BASE]: [
    ['base', '0.1940', '0.13082', [3, 6]],
    ['base', '0.1927', '0.12973', [9, 36]],
  ],
  [REGULATED_HPHC]: [
    ['hp', '0.2065', '0.14123'],
    ['hc', '0.1579', '0.10073'],
  ],
  [REGULATED_TEMPO]: [
    ['blue-hp', '0.1612', '0.10348'],
    ['blue-hc', '0.1325', '0.07957'],
    ['white-hp', '0.1871', '0.12507'],
    ['white-hc', '0.1499', '0.09407'],
    ['red-hp', '0.7060', '0.55748'],
    ['red-hc', '0.1575', '0.10040'],
  ],
};

const MARKET: Readonly<Record<string, readonly Row[]>> = {
  [GREEN_OFFER]: [['base', '0.2140', '0.14748']],
  [LANDLORD_MARKET]: [['base', '0.1787', '0.11805']],
  [LANDLORD_HPHC]: [
    ['hp', '0.1885', '0.12623'],
    ['hc', '0.1478', '0.09231'],
  ],
  [SCHOOL_MARKET]: school('0.1842', '0.12265'),
};

/** Four classes: peak and off-peak, winter (November to March) and summer. */
function school(peakOfWinter: string, itsEnergy: string): readonly Row[] {
  return [
    ['hph', peakOfWinter, itsEnergy],
    ['hch', '0.1418', '0.08731'],
    ['hpb', '0.1512', '0.09515'],
    ['hcb', '0.1236', '0.07215'],
  ];
}

export function priceCommands(): DemoCommand[] {
  const set = (lists: typeof MARKET, source: string): DemoCommand[] =>
    Object.entries(lists).map(([priceList, rows]) =>
      command('set-electricity-price', { priceList, from: FROM, cells: rows.map(cellOf), source }),
    );
  return [
    ...set(REGULATED, 'regulated tariff from 1 February 2026'),
    ...set(MARKET, 'market contract (made up)'),
  ];
}

/** Found after the close: the school's contract says another price. */
export const laterPrices = (): DatedCommand[] => [
  {
    ...command('correct-electricity-price', {
      priceList: SCHOOL_MARKET,
      from: FROM,
      cells: school('0.1824', '0.12115').map(cellOf),
      source: 'contract of the school, annex 2 (made up)',
      reason: 'digits transposed: 0.1842 instead of 0.1824',
    }),
    atMs: localMs(41, 10),
  },
];

function cellOf([cell, inclTaxEurPerKwh, energyEurPerKwh, kva]: Row) {
  return {
    cell,
    inclTaxEurPerKwh,
    energyEurPerKwh,
    acciseEurPerKwh: ACCISE,
    vatRate: '20',
    ...(kva === undefined ? {} : { kva: { min: kva[0], max: kva[1] } }),
  };
}
