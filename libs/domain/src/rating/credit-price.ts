import { standingOn } from '#domain/attribution';
import { addDays } from '#domain/calendar';
import { invariant } from '#domain/decision';
import { priceCellOf, type PriceCell } from '#domain/electricity-tariffs';
import { agreementOn, optionOn, spotPricesOn, type Facts, type SupplyPointFacts } from '#domain/facts';
import { Decimal } from '#domain/quantity';
import type { ElectricityPriceSet, RepaymentAgreed, SealedEnergy } from '#events';
import type { EnergyLine, VatTreatment } from './charge.js';

/** What one kWh of a row costs, by which version of which list; or what all of it costs, where prices are hourly. */
export interface RowPrice {
  readonly energy: EnergyLine;
  /** `<list>@<first day>`, or `<list>@hourly`. */
  readonly version: string;
  /** EUR per kWh. Of hourly prices none. */
  readonly priceEur: string;
  /** Of hourly prices: the exact amount of the row (EUR). Else null. */
  readonly exactEur: string | null;
}

/** The same with what a credit adds to it. */
export interface CreditPrice extends RowPrice {
  readonly vat: VatTreatment;
  readonly agreement: string;
  readonly tax: 'including' | 'excluding';
}

export const OUTSIDE_VAT: VatTreatment = { category: 'O', rate: '0' };

const HOURLY: EnergyLine = { priceCell: 'spot', kva: null };

/** Energy and accise: what a kWh costs without VAT. Accise is inside the VAT base. */
export const exclTaxEurPerKwh = (cell: PriceCell): string =>
  new Decimal(cell.energyEurPerKwh).plus(cell.acciseEurPerKwh).toFixed();

const versionOf = ({ priceList, from }: ElectricityPriceSet['data']): string => `${priceList}@${from}`;
const lineOfCell = ({ cell, kva }: PriceCell): EnergyLine => ({ priceCell: cell, kva: kva ?? null });

/**
 * An owner that deducts VAT is credited without tax, plus VAT; everyone else is made whole
 * at the published price including tax, unless the agreement says otherwise.
 */
export function creditPriceOf(facts: Facts, row: SealedEnergy): CreditPrice {
  const point = facts.supplyPoints.get(row.supplyPoint ?? '');
  const agreement = point === undefined ? null : agreementOfRow(point, row);
  invariant(
    point !== undefined && agreement !== null,
    `credited energy of ${row.supplyPoint} has no agreement`,
  );
  const owner = row.holder?.kind === 'owner' ? facts.owners.get(row.holder.id) : undefined;
  const deducts = owner?.registered.vat === 'deducts';
  const tax = deducts ? 'excluding' : agreement.tax;
  const vatAt = (rate: string): VatTreatment => (deducts ? { category: 'S', rate } : OUTSIDE_VAT);
  const terms = { agreement: agreement.agreement, tax };
  const price = priceOfRow(facts, row);
  if (price === null) {
    const exactEur = tax === 'excluding' ? row.exact?.creditExclEur : row.exact?.creditInclEur;
    invariant(typeof exactEur === 'string', `credited energy of ${row.supplyPoint} has no price`);
    const vat = vatAt(spotVatRate(facts, row));
    return { ...terms, energy: HOURLY, version: `${row.priceList}@hourly`, priceEur: '0', exactEur, vat };
  }
  const cell = cellOfRow(point, price, row);
  invariant(
    cell !== null,
    `price list ${versionOf(price)} has no price of ${row.priceCell} for ${row.supplyPoint}`,
  );
  return {
    ...terms,
    energy: lineOfCell(cell),
    version: versionOf(price),
    priceEur: tax === 'excluding' ? exclTaxEurPerKwh(cell) : cell.inclTaxEurPerKwh,
    exactEur: null,
    vat: vatAt(cell.vatRate),
  };
}

/** What a row costs at the supply point's own tariff, published price including tax; null where that is not known. */
export function ownPriceOf(facts: Facts, row: SealedEnergy): RowPrice | null {
  const point = facts.supplyPoints.get(row.supplyPoint ?? '');
  if (point === undefined) return null;
  const place = { site: row.site, supplyPoint: row.supplyPoint, dwelling: row.dwelling };
  const { ownPrice, ownList } = standingOn(facts, place, row.from);
  if (ownPrice === null) {
    const exactEur = row.exact?.ownInclEur ?? null;
    return exactEur === null
      ? null
      : { energy: HOURLY, version: `${ownList}@hourly`, priceEur: '0', exactEur };
  }
  const cell = priceCellOf(ownPrice, optionOn(point, row.from), row.priceCell);
  if (cell === null) return null;
  return {
    energy: lineOfCell(cell),
    version: versionOf(ownPrice),
    priceEur: cell.inclTaxEurPerKwh,
    exactEur: null,
  };
}

/** The agreement that a row names; where a later one took its place, that. */
const agreementOfRow = (point: SupplyPointFacts, row: SealedEnergy): RepaymentAgreed['data'] | null =>
  point.agreements.find(({ agreement }) => agreement === row.agreement) ?? agreementOn(point, row.from);

/** The price version that a row names, as it stands now; null: prices are hourly. */
const priceOfRow = (
  facts: Facts,
  { priceList, priceFrom }: SealedEnergy,
): ElectricityPriceSet['data'] | null =>
  facts.electricityPrices.get(priceList ?? '')?.find(({ from }) => from === priceFrom) ?? null;

/** An erased month keeps the cell that it was sealed with, whatever the meter was set to since. */
const cellOfRow = (
  point: SupplyPointFacts,
  price: ElectricityPriceSet['data'],
  { from, priceCell }: SealedEnergy,
): PriceCell | null =>
  priceCellOf(price, optionOn(point, from), priceCell) ??
  price.cells.find(({ cell }) => cell === priceCell) ??
  null;

/** Hours of one stretch have one VAT rate: that of its first day with prices. */
function spotVatRate(facts: Facts, { priceList, from, to, supplyPoint }: SealedEnergy): string {
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const published = spotPricesOn(facts, priceList ?? '', day);
    if (published !== null) return published.vatRate;
  }
  invariant(false, `credited energy of ${supplyPoint} has no hourly prices`);
}
