import type { LocalDate } from '#domain/calendar';
import type { MeterOption } from '#domain/electricity-tariffs';
import {
  agreementOn,
  changeDates,
  electricityPriceOn,
  holderOn,
  occupantOn,
  optedInOn,
  optionOn,
  tariffOn,
  type Facts,
  type Placement,
} from '#domain/facts';
import type { ElectricityPriceSet, RepaymentAgreed, SealedEnergy } from '#events';

/** Who and what applies to a supply point and a dwelling on one local day. */
export interface Standing {
  readonly holder: SealedEnergy['holder'];
  readonly occupant: string | null;
  readonly optedIn: boolean;
  readonly agreement: RepaymentAgreed['data'] | null;
  /** Option and subscribed power; null where there is no supply point. */
  readonly meter: MeterOption | null;
  /** Lists of the holder's own tariff, and of the credit. */
  readonly ownList: string | null;
  readonly creditList: string | null;
  /** Their prices of the day; null too where a list is hourly. */
  readonly ownPrice: ElectricityPriceSet['data'] | null;
  readonly creditPrice: ElectricityPriceSet['data'] | null;
}

type Spot = Pick<Placement, 'site' | 'supplyPoint' | 'dwelling'>;

/** The dwelling whose occupant holds the contract: the one the meter serves, else the one the heater stands in. */
const servedDwelling = (facts: Facts, spot: Spot): string | null =>
  facts.supplyPoints.get(spot.supplyPoint ?? '')?.registered.dwelling ?? spot.dwelling;

const livingIn = (
  facts: Facts,
  site: string | null,
  dwelling: string | null,
  day: LocalDate,
): string | null => (site === null || dwelling === null ? null : occupantOn(facts, site, dwelling, day));

export function standingOn(facts: Facts, spot: Spot, day: LocalDate): Standing {
  const point = facts.supplyPoints.get(spot.supplyPoint ?? '');
  const tariff = point === undefined ? null : (tariffOn(point, day)?.priceList ?? null);
  const agreement = point === undefined ? null : agreementOn(point, day);
  const creditList = agreement === null ? null : (agreement.priceList ?? tariff);
  const holder = holderAt(facts, spot, day);
  const resident = holder?.kind === 'resident' ? facts.residents.get(holder.id) : undefined;
  return {
    holder,
    occupant: livingIn(facts, spot.site, spot.dwelling, day),
    optedIn: holder?.kind !== 'resident' || (resident !== undefined && optedInOn(resident, day)),
    agreement,
    meter: point === undefined ? null : optionOn(point, day),
    ownList: tariff,
    creditList,
    ownPrice: tariff === null ? null : electricityPriceOn(facts, tariff, day),
    creditPrice: creditList === null ? null : electricityPriceOn(facts, creditList, day),
  };
}

function holderAt(facts: Facts, spot: Spot, day: LocalDate): Standing['holder'] {
  const point = facts.supplyPoints.get(spot.supplyPoint ?? '');
  const holder = point === undefined ? null : holderOn(point, day);
  if (holder === null) return null;
  if (holder.kind === 'owner') return { kind: 'owner', id: holder.owner };
  const occupant = livingIn(facts, spot.site, servedDwelling(facts, spot), day);
  return occupant === null ? null : { kind: 'resident', id: occupant };
}

/** Local days after `from` up to `to` on which anything that `standingOn` says may change. */
export function changeDays(facts: Facts, spot: Spot, from: LocalDate, to: LocalDate): LocalDate[] {
  const { site, supplyPoint } = spot;
  if (site === null || supplyPoint === null) return [];
  const dwellings = new Set([spot.dwelling, servedDwelling(facts, spot)]);
  const days = [...dwellings].flatMap((dwelling) =>
    changeDates(facts, { site, supplyPoint, dwelling }, from, to),
  );
  return [...new Set(days)].sort();
}
