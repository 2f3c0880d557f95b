import type { LocalDate } from '#domain/calendar';
import type { Facts, Placement } from '#domain/facts';
import type { ElectricityPriceSet, RepaymentAgreed, SealedEnergy } from '#events';
import { holds, inForce } from './in-force.js';
import { occupancyOf } from './occupancy.js';

/** Who and what applies to a supply point and a dwelling on one local day. */
export interface OnDay {
  readonly holder: SealedEnergy['holder'];
  readonly occupant: string | null;
  readonly optedIn: boolean;
  readonly agreement: RepaymentAgreed['data'] | null;
  /** Of the holder's own tariff, and of the credit. */
  readonly ownPrice: ElectricityPriceSet['data'] | null;
  readonly creditPrice: ElectricityPriceSet['data'] | null;
}

/** The dwelling whose occupant holds the contract: the one the meter serves, else the one the heater stands in. */
const heldBy = (facts: Facts, place: Placement): string | null =>
  facts.supplyPoints.get(place.supplyPoint ?? '')?.registered.dwelling ?? place.dwelling;

export function standingOn(facts: Facts, place: Placement, day: LocalDate): OnDay {
  const point = facts.supplyPoints.get(place.supplyPoint ?? '');
  const occupancy = occupancyOf(facts);
  const occupant = occupancy.on(place.site, place.dwelling, day);
  const set = inForce(point?.holders, day)?.holder ?? null;
  const living = set?.kind === 'occupant' ? occupancy.on(place.site, heldBy(facts, place), day) : null;
  const holder: OnDay['holder'] =
    set?.kind === 'owner'
      ? { kind: 'owner', id: set.owner }
      : living === null
        ? null
        : { kind: 'resident', id: living };
  const agreement = inForce(point?.agreements, day);
  const inEffect = agreement !== null && holds(agreement, day) ? agreement : null;
  const tariff = inForce(point?.tariffs, day)?.priceList ?? null;
  return {
    holder,
    occupant,
    optedIn:
      holder?.kind !== 'resident' ||
      (facts.residents.get(holder.id)?.optedIn.some((span) => holds(span, day)) ?? false),
    agreement: inEffect,
    ownPrice: priceOn(facts, tariff, day),
    creditPrice: inEffect === null ? null : priceOn(facts, inEffect.priceList ?? tariff, day),
  };
}

function priceOn(facts: Facts, list: string | null, day: LocalDate): ElectricityPriceSet['data'] | null {
  return list === null ? null : inForce(facts.electricityPrices.get(list), day);
}

/** Local days inside (after, until] on which anything that `standingOn` says may change. */
export function changeDays(facts: Facts, place: Placement, after: LocalDate, until: LocalDate): LocalDate[] {
  const point = facts.supplyPoints.get(place.supplyPoint ?? '');
  const occupancy = occupancyOf(facts);
  const days = new Set<LocalDate>([
    ...occupancy.changes(place.site, place.dwelling),
    ...occupancy.changes(place.site, heldBy(facts, place)),
  ]);
  const lists = new Set<string>();
  for (const holder of point?.holders ?? []) days.add(holder.from);
  for (const tariff of point?.tariffs ?? []) {
    days.add(tariff.from);
    lists.add(tariff.priceList);
  }
  for (const agreement of point?.agreements ?? []) {
    days.add(agreement.from);
    if (agreement.to !== null) days.add(occupancy.dayAfter(agreement.to));
    if (agreement.priceList !== null) lists.add(agreement.priceList);
  }
  for (const list of lists)
    for (const version of facts.electricityPrices.get(list) ?? []) days.add(version.from);
  return [...days].filter((day) => day > after && day <= until).sort();
}
