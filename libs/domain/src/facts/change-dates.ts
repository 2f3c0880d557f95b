import { addDays, type DaySpan, type LocalDate } from '#domain/calendar';
import type { Facts } from './facts.js';
import { contractSpan, occupanciesOf } from './lookup-party.js';

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
  return within([...supplyPointDates(facts, place), ...dwellingDates(facts, place)], from, to);
}

function supplyPointDates(facts: Facts, place: Place): LocalDate[] {
  const known = facts.supplyPoints.get(place.supplyPoint);
  if (known === undefined) return [];
  const lists = new Set([
    ...known.tariffs.map((tariff) => tariff.priceList),
    ...known.agreements.flatMap((agreement) => agreement.priceList ?? []),
  ]);
  const owners = new Set(
    known.holders.flatMap(({ holder }) => (holder.kind === 'owner' ? holder.owner : [])),
  );
  return [
    ...starts(known.holders),
    ...starts(known.tariffs),
    ...bothEnds(known.agreements),
    ...[...lists].flatMap((list) => starts(facts.electricityPrices.get(list) ?? [])),
    ...[...owners].flatMap((owner) =>
      bothEnds(
        (facts.owners.get(owner)?.undertakings ?? []).filter(
          (undertaking) => undertaking.site === place.site,
        ),
      ),
    ),
  ];
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
