import { addDays, type DaySpan, type LocalDate } from '#domain/calendar';
import type { Facts, SupplyPointFacts } from './facts.js';
import { contractSpan, occupanciesOf } from './lookup-party.js';
import { spotPricesOn } from './lookup-tariff.js';

/** Where energy is drawn. */
export interface Place {
  readonly site: string;
  readonly supplyPoint: string;
  readonly dwelling: string | null;
}

const starts = (spans: readonly { readonly from: LocalDate }[]): LocalDate[] =>
  spans.map((span) => span.from);
const bothEnds = (spans: readonly DaySpan[]): LocalDate[] =>
  spans.flatMap((span) => (span.to === null ? [span.from] : [span.from, addDays(span.to, 1)]));

const within = (dates: readonly LocalDate[], from: LocalDate, to: LocalDate): readonly LocalDate[] =>
  [...new Set(dates)].filter((date) => from < date && date <= to).sort();

/**
 * First days, after `from` up to `to`, on which something about energy drawn here may change: holder, tariff,
 * prices, agreement, who lives there, whether they opted in, and the undertakings of its owners.
 * Between two of them every lookup of this place answers the same.
 */
export function changeDates(
  facts: Facts,
  place: Place,
  from: LocalDate,
  to: LocalDate,
): readonly LocalDate[] {
  const known = facts.supplyPoints.get(place.supplyPoint);
  const ofPoint = known === undefined ? [] : supplyPointDates(facts, known, place.site);
  const hourly = known === undefined ? [] : spotVatDates(facts, known, from, to);
  return within([...ofPoint, ...hourly, ...dwellingDates(facts, place)], from, to);
}

function supplyPointDates(facts: Facts, known: SupplyPointFacts, site: string): LocalDate[] {
  const lists = listsOf(known);
  const owners = new Set(
    known.holders.flatMap(({ holder }) => (holder.kind === 'owner' ? holder.owner : [])),
  );
  return [
    ...starts(known.holders),
    ...starts(known.tariffs),
    ...starts(known.options),
    ...starts(known.windows),
    ...bothEnds(known.agreements),
    ...[...lists].flatMap((list) => starts(facts.electricityPrices.get(list) ?? [])),
    ...[...owners].flatMap((owner) =>
      bothEnds(
        (facts.owners.get(owner)?.undertakings ?? []).filter((undertaking) => undertaking.site === site),
      ),
    ),
  ];
}

/** Every price list that ever priced the electricity of a supply point, or its credit. */
const listsOf = (known: SupplyPointFacts): ReadonlySet<string> =>
  new Set([
    ...known.tariffs.map((tariff) => tariff.priceList),
    ...known.agreements.flatMap((agreement) => agreement.priceList ?? []),
  ]);

/** Days on which hourly prices have another VAT rate than those published before: lines have one rate. */
function spotVatDates(facts: Facts, known: SupplyPointFacts, from: LocalDate, to: LocalDate): LocalDate[] {
  return [...listsOf(known)].flatMap((list) => {
    if (!facts.spotPrices.has(list)) return [];
    const dates: LocalDate[] = [];
    let rate: string | null = null;
    for (let day = from; day <= to; day = addDays(day, 1)) {
      const published = spotPricesOn(facts, list, day);
      if (published === null) continue;
      if (rate !== null && rate !== published.vatRate) dates.push(day);
      rate = published.vatRate;
    }
    return dates;
  });
}

function dwellingDates(facts: Facts, place: Place): LocalDate[] {
  if (place.dwelling === null) return [];
  const occupancies = occupanciesOf(facts, place.site, place.dwelling);
  const residents = new Set(occupancies.map((occupancy) => occupancy.resident));
  return [
    ...bothEnds(occupancies),
    ...[...residents].flatMap((resident) => bothEnds(facts.residents.get(resident)?.optedIn ?? [])),
  ];
}

/** The same for work under a contract: its first day, the day after its last, and new prices of its list. */
export function contractChangeDates(
  facts: Facts,
  contract: string,
  from: LocalDate,
  to: LocalDate,
): readonly LocalDate[] {
  const known = facts.contracts.get(contract);
  if (known === undefined) return [];
  const terms = known.signed ?? known.grant;
  const prices = terms === null ? [] : (facts.computePrices.get(terms.priceList) ?? []);
  return within([...bothEnds([contractSpan(known)]), ...starts(prices)], from, to);
}
