import type { Facts } from '#domain/facts';
import { Decimal, addExact } from '#domain/quantity';
import { creditPriceOf, ownPriceOf, type RowPrice } from '#domain/rating';
import type { SealedEnergy } from '#events';

/** What all electricity of some rows costs: exact EUR, nothing rounded. */
export interface ElectricityCost {
  /** Credited, at the prices of the credits. */
  readonly creditedEur: Decimal;
  readonly creditedWh: number;
  /** Not (yet) credited, at the supply point's own tariff including tax. */
  readonly ownTariffEur: Decimal;
  readonly ownTariffWh: number;
  /** Energy that no price is known for: Wh by reason. */
  readonly unpricedWh: Readonly<Record<string, number>>;
  /** Spans whose energy itself is not known, by reason. */
  readonly unknownSpans: Readonly<Record<string, number>>;
}

const costOf = ({ priceEur, exactEur }: RowPrice, energyWh: number): Decimal =>
  exactEur === null ? new Decimal(priceEur).times(energyWh).div(1000) : new Decimal(exactEur);

/** Sums the cost of rows. A discarded span was judged never to have been drawn, and costs nothing. */
export function electricityCost(facts: Facts, rows: Iterable<SealedEnergy>): ElectricityCost {
  let [creditedEur, ownTariffEur] = [new Decimal(0), new Decimal(0)];
  let [creditedWh, ownTariffWh] = [0, 0];
  const unpricedWh: Record<string, number> = {};
  const unknownSpans: Record<string, number> = {};
  for (const row of rows) {
    const { status, energyWh } = row;
    const reason = row.reason ?? 'NO_PRICE';
    if (reason === 'DISCARDED') continue;
    if (status === 'credited') {
      creditedEur = creditedEur.plus(costOf(creditPriceOf(facts, row), energyWh));
      creditedWh = addExact(creditedWh, energyWh);
    } else if (energyWh === 0) {
      if (status === 'pending') unknownSpans[reason] = (unknownSpans[reason] ?? 0) + 1;
    } else {
      const price = ownPriceOf(facts, row);
      if (price === null) {
        unpricedWh[reason] = addExact(unpricedWh[reason] ?? 0, energyWh);
        continue;
      }
      ownTariffEur = ownTariffEur.plus(costOf(price, energyWh));
      ownTariffWh = addExact(ownTariffWh, energyWh);
    }
  }
  return { creditedEur, creditedWh, ownTariffEur, ownTariffWh, unpricedWh, unknownSpans };
}
