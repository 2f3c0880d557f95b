import type { LocalDate, Month } from '#domain/calendar';
import type { ComputeUnit } from '#domain/compute-contracts';
import { Decimal, eurText, toCents } from '#domain/quantity';
import type { ContractSigned } from '#events';
import { lineKey, type Charge, type PartyRef, type VatTreatment, type WorkLine } from './charge.js';
import type { PricedPart } from './work-pricing.js';
import { discounted, type DaysInForce } from './work-terms.js';

/** Computing is priced per core-hour and invoiced in core-seconds: three decimals are exact. */
const SECONDS_PER_HOUR = 3600;

/** What the lines of one contract in one period share. */
export interface ContractLines {
  readonly period: Month;
  readonly party: PartyRef;
  readonly signed: ContractSigned['data'];
  readonly vat: VatTreatment;
}

const SECOND_OF: Readonly<Record<ComputeUnit, Charge['unit']>> = {
  'core-hour': 'core-second',
  'ghz-hour': 'GHz-second',
};

interface Priced {
  readonly key: readonly string[];
  readonly quantity: number;
  readonly unit: Charge['unit'];
  readonly priceEur: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly work: WorkLine;
}

function chargeOf({ period, party, signed, vat }: ContractLines, priced: Priced): Charge {
  const { key, quantity, unit, priceEur, from, to, work } = priced;
  const counted = unit === 'package' || unit === 'one';
  const quantityText = counted ? String(quantity) : new Decimal(quantity).div(1000).toFixed(3);
  const priceBase = counted ? 1 : SECONDS_PER_HOUR;
  const amountEur = new Decimal(priceEur).times(quantityText).div(priceBase);
  return {
    key: lineKey(period, 'work', signed.contract, ...key),
    party,
    period,
    subject: signed.contract,
    reference: signed.reference,
    quantity,
    unit,
    quantityText,
    priceEur,
    priceBase,
    amountEur,
    amountCents: toCents(amountEur),
    vat,
    from,
    to,
    work,
  };
}

/** Work, packages or a fee of one tier of one component at one price version. */
export function partCharge(lines: ContractLines, part: PricedPart): Charge {
  const { version, component, kind, tier, quantity, listEur, from, to } = part;
  const { discountPercent, allowanceUnits } = lines.signed;
  const { plan, model, scheme, packageUnits, tiers } = component;
  const priced = tiers[tier - 1];
  return chargeOf(lines, {
    key: [kind, `${version.priceList}@${version.from}`, ...keyOfPart(part)],
    quantity,
    unit: kind === 'fee' ? 'one' : scheme === 'package' ? 'package' : SECOND_OF[version.unit],
    priceEur: discounted(listEur, discountPercent),
    from,
    to,
    work: {
      unit: version.unit,
      kind,
      plan,
      model,
      tier:
        tiers.length < 2 || priced === undefined
          ? null
          : { number: tier, above: tiers[tier - 2]?.upTo ?? '0', upTo: priced.upTo },
      packageUnits,
      discountPercent,
      allowanceUnits,
    },
  });
}

/**
 * What tells lines of one price version apart: plan, model and tier. Nothing where one price holds for all work, as in
 * the months of before there were components; numbers and never amounts, so that a changed quantity keeps its key.
 */
function keyOfPart({ component, kind, tier }: PricedPart): string[] {
  const { plan, model, scheme } = component;
  if (plan === null && model === null && scheme === 'per-unit' && kind === 'usage') return [];
  const packaged = scheme === 'package' && kind === 'usage' ? `packages of ${component.packageUnits}` : '';
  return [plan ?? '', model ?? '', packaged === '' ? `t${String(tier).padStart(2, '0')}` : packaged];
}

/** Capacity reserved for the days in force, paid whether used or not. */
export function reservedCharge(
  lines: ContractLines,
  reserved: NonNullable<ContractSigned['data']['reserved']>,
  quantityMs: number,
  { from, to }: DaysInForce,
): Charge {
  const { unit, discountPercent } = lines.signed;
  return chargeOf(lines, {
    key: ['reserved'],
    quantity: quantityMs,
    unit: SECOND_OF[unit],
    priceEur: discounted(reserved.eurPerUnit, discountPercent),
    from,
    to,
    work: { ...plainLine(unit), kind: 'reserved', plan: 'reserved', discountPercent },
  });
}

/** What is missing to the minimum of the month. */
export const topUpCharge = (lines: ContractLines, cents: number, { from, to }: DaysInForce): Charge =>
  chargeOf(lines, {
    key: ['minimum'],
    quantity: 1,
    unit: 'one',
    priceEur: eurText(cents),
    from,
    to,
    work: { ...plainLine(lines.signed.unit), kind: 'minimum' },
  });

const plainLine = (unit: ComputeUnit): Omit<WorkLine, 'kind'> => ({
  unit,
  plan: null,
  model: null,
  tier: null,
  packageUnits: null,
  discountPercent: null,
  allowanceUnits: null,
});
