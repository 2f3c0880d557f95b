import { addDays, instantAt, type LocalDate } from '#domain/calendar';
import type { TariffOption, TempoColour } from '#domain/electricity-tariffs';
import type { FactEvent } from '#domain/facts';
import { PARIS } from './heated-block.js';

/** Options, windows, colours and prices of electricity: the grid of 1 August 2026. */

type Kva = { readonly min: number; readonly max: number };
type Cells = Extract<FactEvent, { type: 'ElectricityPriceSet' }>['data']['cells'];

const EXCLUDING_TAX = { energyEurPerKwh: '0.10', acciseEurPerKwh: '0.03085', vatRate: '20' };

/** Cells by name, at prices including tax. */
export const cellsAt = (prices: Readonly<Record<string, string>>, kva?: Kva): Cells =>
  Object.entries(prices).map(([cell, inclTaxEurPerKwh]) => ({
    cell,
    inclTaxEurPerKwh,
    ...EXCLUDING_TAX,
    ...(kva === undefined ? {} : { kva }),
  }));

export const HPHC_EUR = { hp: '0.2142', hc: '0.1589' } as const;
export const TEMPO_EUR = {
  'blue-hp': '0.1654',
  'blue-hc': '0.1356',
  'white-hp': '0.1921',
  'white-hc': '0.1536',
  'red-hp': '0.7295',
  'red-hc': '0.1615',
} as const;

export const prices = (priceList: string, from: LocalDate, cells: Cells): FactEvent => ({
  type: 'ElectricityPriceSet',
  data: { priceList, from, cells: [...cells], source: 'published grid' },
});
export const correctedPrices = (priceList: string, from: LocalDate, cells: Cells): FactEvent => ({
  type: 'ElectricityPriceCorrected',
  data: { priceList, from, cells: [...cells], source: 'published grid', reason: 'mistyped' },
});
export const hphcPrices = (priceList: string, from = '2026-01-01'): FactEvent =>
  prices(priceList, from, cellsAt(HPHC_EUR));
export const tempoPrices = (priceList: string, from = '2026-01-01', kva?: Kva): FactEvent =>
  prices(priceList, from, cellsAt(TEMPO_EUR, kva));

export const meterOption = (
  supplyPoint: string,
  option: TariffOption,
  subscribedKva = 9,
  from = '2026-01-01',
): FactEvent => ({ type: 'SupplyPointOptionSet', data: { supplyPoint, from, option, subscribedKva } });

/** Off-peak hours, the same all year, and peak hours of five classes. */
export const windows = (
  supplyPoint: string,
  hours: readonly string[],
  peak: readonly string[] = [],
  from = '2026-01-01',
): FactEvent => ({
  type: 'OffPeakWindowsSet',
  data: { supplyPoint, from, winter: [...hours], summer: [...hours], peak: [...peak] },
});

const daysFrom = (from: LocalDate, to: LocalDate): LocalDate[] => {
  const days: LocalDate[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
};

/** One colour for every day from the first to the last. */
export const colours = (from: LocalDate, to: LocalDate, colour: TempoColour): FactEvent => ({
  type: 'TempoColoursPublished',
  data: { days: daysFrom(from, to).map((day) => ({ day, colour })), source: 'grid operator' },
});
export const colour = (day: LocalDate, of: TempoColour): FactEvent => colours(day, day, of);
export const correctedColour = (day: LocalDate, of: TempoColour): FactEvent => ({
  type: 'TempoColourCorrected',
  data: { day, colour: of, reason: 'wrong line' },
});

/** Hourly prices of a day of Paris, as many as it has hours: one for all, or by the hour. */
export const spotDay = (
  priceList: string,
  day: LocalDate,
  inclTaxEurPerKwh: string | ((hour: number) => string),
): FactEvent => {
  const hours = (instantAt(PARIS, addDays(day, 1)) - instantAt(PARIS, day)) / 3_600_000;
  const at = (hour: number): string =>
    typeof inclTaxEurPerKwh === 'string' ? inclTaxEurPerKwh : inclTaxEurPerKwh(hour);
  return {
    type: 'SpotPricesPublished',
    data: {
      priceList,
      day,
      acciseEurPerKwh: '0.03',
      vatRate: '20',
      hours: Array.from({ length: hours }, (_, hour) => ({
        inclTaxEurPerKwh: at(hour),
        energyEurPerKwh: '0.04',
      })),
      source: 'auction',
    },
  };
};

export const setAsidePrice = (priceList: string, from: LocalDate, to = from): FactEvent => ({
  type: 'MissingPriceSetAside',
  data: { priceList, from, to, reason: 'not published in time' },
});
