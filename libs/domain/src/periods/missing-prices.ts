import { standingOn } from '#domain/attribution';
import { addDays, type LocalDate } from '#domain/calendar';
import type { Refusal } from '#domain/decision';
import { TEMPO_CALENDAR } from '#domain/electricity-tariffs';
import { computePriceOn, isPriceSetAside, spotPricesOn, type Facts } from '#domain/facts';
import type { SealedEnergy, SealedHeater, SealedWork } from '#events';

/** So many supply points are named that wait for a colour; of the rest, how many there are. */
const NAMED_MAX = 5;

const refusal = (code: string, field: string, remedy: string): Refusal => ({ code, field, remedy });

/**
 * Prices, colours and windows without which usage of a month cannot be priced, one line each; none for what a named
 * person set aside (`MissingPriceSetAside`): that stays pending.
 */
export function missingPrices(facts: Facts, sealed: readonly SealedHeater[]): Refusal[] {
  const found = new Map<string, Refusal>();
  const waiting = new Map<LocalDate, Set<string>>();
  for (const heater of sealed) {
    for (const row of heater.energy)
      for (const one of missingFor(facts, row, waiting)) found.set(one.field, one);
    for (const row of heater.work) for (const one of missingWorkPrice(facts, row)) found.set(one.field, one);
  }
  for (const [day, points] of waiting) found.set(`tempo/${day}`, colourRefusal(day, [...points].sort()));
  return [...found.values()].sort((a, b) => (a.field < b.field ? -1 : 1));
}

function missingFor(
  facts: Facts,
  row: SealedEnergy,
  waiting: Map<LocalDate, Set<string>>,
): readonly Refusal[] {
  // The cost of energy that is not credited needs its colour too.
  if (row.reason === 'NO_COLOUR' || row.priceCell.startsWith('tempo-')) {
    for (const day of daysWithoutColour(facts, row))
      waiting.set(day, (waiting.get(day) ?? new Set()).add(row.supplyPoint ?? ''));
    return [];
  }
  switch (row.reason) {
    case 'NO_WINDOWS':
      return [windowsRefusal(row)];
    case 'NO_PRICE':
      return missingPrice(facts, row);
    default:
      return [];
  }
}

/** The first six hours of a day have the colour of the day before. */
function daysWithoutColour(facts: Facts, { from, to }: SealedEnergy): LocalDate[] {
  const days: LocalDate[] = [];
  for (let day = addDays(from, -1); day <= to; day = addDays(day, 1))
    if (!facts.tempo.has(day) && !isPriceSetAside(facts, TEMPO_CALENDAR, day)) days.push(day);
  return days;
}

function colourRefusal(day: LocalDate, points: readonly string[]): Refusal {
  const others = points.length > NAMED_MAX ? ` and ${points.length - NAMED_MAX} others` : '';
  return refusal(
    'COLOUR_MISSING',
    `tempo/${day}`,
    `publish the colour of ${day} (PublishTempoColours) or set it aside (SetMissingPriceAside of ${TEMPO_CALENDAR}); ` +
      `supply points waiting: ${points.slice(0, NAMED_MAX).join(', ')}${others}`,
  );
}

const windowsRefusal = ({ supplyPoint, from, priceCell }: SealedEnergy): Refusal =>
  refusal(
    'WINDOWS_MISSING',
    `supply-points/${supplyPoint}/windows/${from}`,
    `set the hours of the meter (SetOffPeakWindows) from ${from} or before: its option ${priceCell} needs them`,
  );

function missingPrice(facts: Facts, row: SealedEnergy): Refusal[] {
  const place = { site: row.site, supplyPoint: row.supplyPoint, dwelling: row.dwelling };
  const { creditList, creditPrice, meter } = standingOn(facts, place, row.from);
  if (creditList === null)
    return [
      refusal(
        'PRICE_MISSING',
        `electricity/tariff of ${row.supplyPoint}/${row.from}`,
        `name the tariff of the supply point (SetSupplyPointTariff) from ${row.from} or before`,
      ),
    ];
  const hourly = facts.spotPrices.has(creditList);
  const missing = daysOf(row).filter(
    (day) =>
      !(hourly && spotPricesOn(facts, creditList, day) !== null) && !isPriceSetAside(facts, creditList, day),
  );
  const day = missing[0];
  if (day === undefined) return [];
  const field = `electricity/${creditList}/${day}`;
  if (hourly)
    return [
      refusal(
        'PRICE_MISSING',
        field,
        `publish the prices of ${day} (PublishSpotPrices)${asideOf(creditList)}`,
      ),
    ];
  if (creditPrice === null)
    return [
      refusal(
        'PRICE_MISSING',
        field,
        `set the price (SetElectricityPrice) from ${day} or before${asideOf(creditList)}`,
      ),
    ];
  return [
    refusal(
      'PRICE_MISSING',
      `${field}/${row.priceCell}`,
      `${creditList} has no price of ${row.priceCell} at ${meter?.subscribedKva ?? 0} kVA: correct it ` +
        `(CorrectElectricityPrice from ${creditPrice.from}) or name another list${asideOf(creditList)}`,
    ),
  ];
}

const asideOf = (list: string): string => `, or set it aside (SetMissingPriceAside of ${list})`;

function daysOf({ from, to }: SealedEnergy): LocalDate[] {
  const days: LocalDate[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}

function missingWorkPrice(facts: Facts, row: SealedWork): Refusal[] {
  if (row.status !== 'billed' || row.reason !== 'NO_PRICE') return [];
  const list = facts.contracts.get(row.contract)?.signed?.priceList ?? '';
  if (isPriceSetAside(facts, list, row.from)) return [];
  const field = `computing/${list}/${row.from}`;
  if (computePriceOn(facts, list, row.from) === null)
    return [
      refusal(
        'PRICE_MISSING',
        field,
        `set the price (SetComputePrice) from ${row.from} or before${asideOf(list)}`,
      ),
    ];
  return [
    refusal(
      'PRICE_MISSING',
      `${field}/${row.plan}/${row.model}`,
      `${list} has no price for plan ${row.plan} on ${row.model}: add the component (CorrectComputePrice)${asideOf(list)}`,
    ),
  ];
}
