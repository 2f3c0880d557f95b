import { exhausted } from '#domain/decision';
import type { TempoColour } from '#domain/electricity-tariffs';
import type { ComputePriceSet, ElectricityPriceSet, SpotPricesPublished } from '#events';
import type { Facts } from './facts.js';
import type { PriceFact } from './fact-event.js';
import { insertDated } from './dated.js';

/** The part of the facts that prices change. */
export interface PriceBook {
  readonly electricityPrices: Map<string, readonly ElectricityPriceSet['data'][]>;
  readonly computePrices: Map<string, readonly ComputePriceSet['data'][]>;
  readonly spotPrices: Map<string, ReadonlyMap<string, SpotPricesPublished['data']>>;
  readonly tempo: Map<string, TempoColour>;
  pricesSetAside: Facts['pricesSetAside'];
}

/** Folds a price or a colour in place. A corrected price stands where the wrong one stood; its reason stays in the log. */
export function foldPrice(book: PriceBook, event: PriceFact): void {
  switch (event.type) {
    case 'ElectricityPriceSet':
    case 'ElectricityPriceCorrected': {
      const { priceList, from, cells, source } = event.data;
      const before = book.electricityPrices.get(priceList) ?? [];
      book.electricityPrices.set(priceList, insertDated(before, { priceList, from, cells, source }));
      return;
    }
    case 'ComputePriceSet':
    case 'ComputePriceCorrected': {
      const { priceList, from, unit, components } = event.data;
      const before = book.computePrices.get(priceList) ?? [];
      book.computePrices.set(priceList, insertDated(before, { priceList, from, unit, components }));
      return;
    }
    case 'SpotPricesPublished':
    case 'SpotPricesCorrected': {
      const { priceList, day, acciseEurPerKwh, vatRate, hours, source } = event.data;
      const before = book.spotPrices.get(priceList);
      const prices = { priceList, day, acciseEurPerKwh, vatRate, hours, source };
      book.spotPrices.set(priceList, new Map(before).set(day, prices));
      return;
    }
    case 'TempoColoursPublished':
      for (const { day, colour } of event.data.days) book.tempo.set(day, colour);
      return;
    case 'TempoColourCorrected':
      book.tempo.set(event.data.day, event.data.colour);
      return;
    case 'MissingPriceSetAside':
      book.pricesSetAside = [...book.pricesSetAside, event.data];
      return;
    default:
      return exhausted(event);
  }
}
