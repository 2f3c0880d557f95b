import { invariant } from '#domain/decision';
import type { LocalDate, ZoneOffsets } from '#domain/calendar';
import type {
  ElectricityPriceSet,
  RepaymentAgreed,
  SupplyPointHolderSet,
  SupplyPointTariffSet,
} from '#events';
import type { Facts, HeaterFacts, Placement, SupplyPointFacts } from './facts.js';
import { latestFrom, latestSpan } from './dated.js';

/** Where the heater stood at an instant (ms UTC); null before it was ever installed. */
export const placementAt = (heater: HeaterFacts, ms: number): Placement | null =>
  latestFrom(heater.placements, ms);

/** Whether the case was open at an instant (the end excluded). */
export const isOpenedAt = (heater: HeaterFacts, ms: number): boolean =>
  heater.opened.some((span) => span.from <= ms && (span.to === null || ms < span.to));

/** Who held the electricity contract on a day: an owner, whoever lived there, or nobody recorded. */
export const holderOn = (
  supplyPoint: SupplyPointFacts,
  date: LocalDate,
): SupplyPointHolderSet['data']['holder'] | null => latestFrom(supplyPoint.holders, date)?.holder ?? null;

/** Price list that the supply point's own electricity costs on a day. */
export const tariffOn = (
  supplyPoint: SupplyPointFacts,
  date: LocalDate,
): SupplyPointTariffSet['data'] | null => latestFrom(supplyPoint.tariffs, date);

/** Terms of the credit on a day. An agreement without end holds until the next one begins. */
export const agreementOn = (supplyPoint: SupplyPointFacts, date: LocalDate): RepaymentAgreed['data'] | null =>
  latestSpan(supplyPoint.agreements, date);

/** Prices of an electricity list on a day; null before its first, or where there is no such list. */
export const electricityPriceOn = (
  facts: Facts,
  priceList: string,
  date: LocalDate,
): ElectricityPriceSet['data'] | null => latestFrom(facts.electricityPrices.get(priceList) ?? [], date);

/** Offsets of the site's zone; registering a site asks for them, so their absence is a fault of the log. */
export function zoneOfSite(facts: Facts, site: string): ZoneOffsets {
  const known = facts.sites.get(site);
  invariant(known !== undefined, `site ${site} was never registered`);
  const zone = facts.zones.get(known.registered.zone);
  invariant(zone !== undefined, `no UTC offsets of ${known.registered.zone} recorded`);
  return zone;
}
