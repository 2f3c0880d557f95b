import { addDays, checkDate, instantAt, type LocalDate, type ZoneOffsets } from '#domain/calendar';
import { firstRefused, refuseIf, type Check } from '#domain/decision';
import { checkVatRate } from '#domain/installation';
import { Decimal } from '#domain/quantity';
import type { SpotPricesPublished } from '#events';
import { EUR_PER_KWH_MAX } from './electricity-price.js';

export type SpotDay = SpotPricesPublished['data'];

const HOUR_MS = 3_600_000;
/** Wh × price, summed, must stay exact to twelve decimals of a euro. */
const DECIMALS_MAX = 9;

const hoursOf = (zone: ZoneOffsets, day: LocalDate): number =>
  (instantAt(zone, addDays(day, 1)) - instantAt(zone, day)) / HOUR_MS;

const checkHourPrice = (field: string, price: string): Check => {
  const eur = new Decimal(price);
  return firstRefused(
    refuseIf(
      eur.abs().greaterThan(EUR_PER_KWH_MAX),
      'PRICE_ABSURD',
      field,
      `Give EUR per kWh, from -${EUR_PER_KWH_MAX} to ${EUR_PER_KWH_MAX}; it may be negative.`,
    ),
    refuseIf(
      eur.decimalPlaces() > DECIMALS_MAX,
      'PRICE_TOO_FINE',
      field,
      `Give at most ${DECIMALS_MAX} decimals of EUR per kWh.`,
    ),
  );
};

/** `zone`: that of the company; null before it is registered. One price per hour that the local day has. */
export function checkSpotDay(given: SpotDay, zone: ZoneOffsets | null): Check {
  const { day, hours, acciseEurPerKwh, vatRate } = given;
  const wrongDate = checkDate('day', day);
  if (wrongDate !== null) return wrongDate;
  const wanted = zone === null ? null : hoursOf(zone, day);
  return firstRefused(
    refuseIf(
      wanted === null,
      'COMPANY_MISSING',
      'day',
      'Register the company first (RegisterCompany): its time zone says how many hours a day has.',
    ),
    refuseIf(
      wanted !== null && hours.length !== wanted,
      'SPOT_HOURS_WRONG',
      'hours',
      `${day} has ${wanted} hours; give one price for each, from midnight on.`,
    ),
    checkVatRate('vatRate', vatRate),
    checkHourPrice('acciseEurPerKwh', acciseEurPerKwh),
    refuseIf(
      new Decimal(acciseEurPerKwh).isNegative(),
      'PRICE_ABSURD',
      'acciseEurPerKwh',
      'Give the accise in EUR per kWh, 0 or more.',
    ),
    ...hours.flatMap(({ inclTaxEurPerKwh, energyEurPerKwh }, hour) => {
      const net = new Decimal(energyEurPerKwh).plus(acciseEurPerKwh);
      return [
        checkHourPrice(`hours.${hour}.inclTaxEurPerKwh`, inclTaxEurPerKwh),
        checkHourPrice(`hours.${hour}.energyEurPerKwh`, energyEurPerKwh),
        refuseIf(
          net.isPositive() && net.greaterThan(inclTaxEurPerKwh),
          'PRICE_BELOW_NET',
          `hours.${hour}.inclTaxEurPerKwh`,
          'The price including tax is below energy price and accise together.',
        ),
      ];
    }),
  );
}
