import { Decimal, eurText, toCents } from '#domain/quantity';
import { claimOf, type Claim, type Found } from './claim.js';
import type { ClaimId } from './definitions.js';
import type { ElectricityCost } from './electricity.js';

/** Money of a month: exact EUR, excluding VAT. */
export interface MoneyOfMonth {
  /** Invoices less credit notes issued for the month. */
  readonly billedEur: Decimal;
  /** Of these, what has come in. */
  readonly collectedEur: Decimal;
  /** Adjustments of credits of earlier months, documented with this one; negative: taken back. */
  readonly adjustedCreditsEur: Decimal;
  /** Numbers of the client documents. */
  readonly documents: readonly string[];
  /** Indexes of the events by which money came in. */
  readonly receipts: readonly number[];
  /** Client documents planned for the month and not issued. */
  readonly setAside: readonly string[];
}

/** What of the electricity cannot be priced, in words; empty: all of it can. */
function gapsOf({ unpricedWh, unknownSpans }: ElectricityCost): string[] {
  return [
    ...Object.entries(unpricedWh).map(
      ([reason, wh]) => `a price of ${wh} Wh (${reason}): set the tariff or price, then close the next month`,
    ),
    ...Object.entries(unknownSpans).map(([reason, spans]) => `the energy of ${spans} spans (${reason})`),
  ];
}

/** Invoices of the month that could not be issued yet. */
const waitingOf = ({ setAside }: MoneyOfMonth): string[] =>
  setAside.map((planned) => `document ${planned}, set aside: mend its reasons and close the next month`);

function coverage(
  id: ClaimId,
  revenueEur: Decimal,
  cost: ElectricityCost,
  money: MoneyOfMonth,
  references: Found['references'],
): Claim {
  const credits = cost.creditedEur.plus(money.adjustedCreditsEur);
  const costEur = credits.plus(cost.ownTariffEur);
  const inputs = {
    revenueEur: eurText(toCents(revenueEur)),
    costEur: eurText(toCents(costEur)),
    creditsEur: eurText(toCents(credits)),
    ownTariffEur: eurText(toCents(cost.ownTariffEur)),
    creditedWh: cost.creditedWh,
    ownTariffWh: cost.ownTariffWh,
    documents: money.documents.length,
  };
  const gaps = [...gapsOf(cost), ...waitingOf(money)];
  if (costEur.lte(0)) {
    const missing = gaps.length > 0 ? gaps : ['electricity: no heater drew any in the month'];
    return claimOf(id, { figure: null, holds: null, inputs, missing });
  }
  // What cannot be priced only adds to the cost, and what waits to be invoiced to the revenue: where the latter could
  // turn a failure round, nothing is proved.
  const fails = revenueEur.lt(costEur) && money.setAside.length === 0;
  const holds = fails ? false : gaps.length > 0 ? null : true;
  const figure = revenueEur.div(costEur).toFixed(3, Decimal.ROUND_HALF_UP);
  return claimOf(id, { figure, holds, inputs, missing: gaps, references: references ?? {} });
}

/** Whether computing pays for all electricity: as billed, and by the money that has come in. */
export const coverageClaims = (cost: ElectricityCost, money: MoneyOfMonth): Claim[] => [
  coverage('coverage-billed', money.billedEur, cost, money, { documents: money.documents }),
  coverage('coverage-collected', money.collectedEur, cost, money, {
    documents: money.documents,
    events: money.receipts,
  }),
];
