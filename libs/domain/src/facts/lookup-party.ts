import type { LocalDate } from '#domain/calendar';
import type { ContractOnList, GrantPromise } from '#domain/compute-contracts';
import type { ComputePriceSet, NoRechargeUndertaken } from '#events';
import type { ContractFacts, Facts, Occupancy, OwnerFacts, ResidentFacts } from './facts.js';
import { latestFrom, latestSpan } from './dated.js';

/** Key of a dwelling: its id is unique within its site only. */
export const dwellingKey = (site: string, dwelling: string): string => `${site}/${dwelling}`;

/** Everyone who ever lived in a dwelling, ascending. */
export const occupanciesOf = (facts: Facts, site: string, dwelling: string): readonly Occupancy[] =>
  facts.occupancies.get(dwellingKey(site, dwelling)) ?? [];

/** Id of the resident who lived in the dwelling on a day, or null. */
export const occupantOn = (facts: Facts, site: string, dwelling: string, date: LocalDate): string | null =>
  latestSpan(occupanciesOf(facts, site, dwelling), date)?.resident ?? null;

/** Whether the resident was opted in on a day. */
export const optedInOn = (resident: ResidentFacts, date: LocalDate): boolean =>
  resident.optedIn.some((span) => span.from <= date && (span.to === null || date <= span.to));

/** The self-billing mandate in force on a day, or null. */
export const mandateOn = (owner: OwnerFacts, date: LocalDate): OwnerFacts['mandates'][number] | null =>
  latestSpan(owner.mandates, date);

/** The undertaking not to recharge the heat of a site that holds on a day, or null. */
export const undertakingOn = (
  owner: OwnerFacts,
  site: string,
  date: LocalDate,
): NoRechargeUndertaken['data'] | null =>
  latestSpan(
    owner.undertakings.filter((undertaking) => undertaking.site === site),
    date,
  );

/** First and last day of a contract or grant; `to` null: without end, also where it renews itself at the end of a term. */
export function contractSpan(contract: ContractFacts): {
  readonly from: LocalDate;
  readonly to: LocalDate | null;
} {
  const { signed, grant, endedOn } = contract;
  const terms = signed ?? grant;
  const renews = signed !== null && signed.renewalMonths !== null;
  const agreed = renews ? null : (terms?.to ?? null);
  const to =
    agreed !== null && endedOn !== null ? (agreed < endedOn ? agreed : endedOn) : (endedOn ?? agreed);
  return { from: terms?.from ?? '9999-12-31', to };
}

/** Contracts signed on a price list, with the notice that each asks for. */
export const contractsOnList = (facts: Facts, priceList: string): ContractOnList[] =>
  [...facts.contracts.values()].flatMap((contract) =>
    contract.signed?.priceList === priceList
      ? [
          {
            client: contract.client,
            contract: contract.contract,
            priceDays: contract.signed.notice.priceDays,
            to: contractSpan(contract).to,
            notices: contract.notices,
          },
        ]
      : [],
  );

/** What grants promise to research, and when. */
export const grantPromises = (facts: Facts): GrantPromise[] =>
  [...facts.contracts.values()].flatMap((contract) =>
    contract.grant === null
      ? []
      : [
          {
            contract: contract.contract,
            ...contractSpan(contract),
            limitCoreHours: contract.grant.limitCoreHours,
          },
        ],
  );

/** The contract or grant if it ran on that day, both ends included; else null. */
export function contractOn(facts: Facts, contract: string, date: LocalDate): ContractFacts | null {
  const known = facts.contracts.get(contract);
  if (known === undefined) return null;
  const { from, to } = contractSpan(known);
  return from <= date && (to === null || date <= to) ? known : null;
}

/** Price of a computing list on a day; null before its first, or where there is no such list. */
export const computePriceOn = (
  facts: Facts,
  priceList: string,
  date: LocalDate,
): ComputePriceSet['data'] | null => latestFrom(facts.computePrices.get(priceList) ?? [], date);
