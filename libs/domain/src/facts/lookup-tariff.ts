import type { LocalDate } from '#domain/calendar';
import type { DatedOption, MeterOption, MeterTerms } from '#domain/electricity-tariffs';
import type { SpotPricesPublished } from '#events';
import type { Facts, SupplyPointFacts } from './facts.js';
import { latestFrom } from './dated.js';

/** Before any option was set anew, that of the registration holds. */
const EARLIEST = '0000-01-01';

/** Option and subscribed power of a meter on a day. */
export const optionOn = (point: SupplyPointFacts, date: LocalDate): MeterOption =>
  latestFrom(point.options, date) ?? point.registered;

const registeredOption = ({ registered }: SupplyPointFacts): DatedOption => ({
  from: EARLIEST,
  option: registered.option,
  subscribedKva: registered.subscribedKva,
});

/** Everything that `timetable` must know of a meter. */
export const meterTerms = (point: SupplyPointFacts): MeterTerms => ({
  options: [registeredOption(point), ...point.options],
  windows: point.windows,
});

/** Hourly prices of a list on a local day; null where none were published. */
export const spotPricesOn = (
  facts: Facts,
  priceList: string,
  date: LocalDate,
): SpotPricesPublished['data'] | null => facts.spotPrices.get(priceList)?.get(date) ?? null;

/**
 * Whether a named person let months close without a price of this list (or without a colour:
 * `TEMPO_CALENDAR`) on a day.
 */
export const isPriceSetAside = (facts: Facts, priceList: string, date: LocalDate): boolean =>
  facts.pricesSetAside.some(
    (aside) => aside.priceList === priceList && aside.from <= date && date <= aside.to,
  );
