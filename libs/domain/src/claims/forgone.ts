import { computePriceOn, type Facts } from '#domain/facts';
import { Decimal, addExact, eurText, toCents } from '#domain/quantity';
import { MS_PER_UNIT, priceWork, workParts, type PricedPart } from '#domain/rating';
import type { SealedWork } from '#events';
import { claimOf, type Claim } from './claim.js';

/** Work given free under one grant, and what it is worth at the list that values it. */
export interface GrantUse {
  readonly contract: string;
  readonly beneficiary: string;
  readonly coreMs: number;
  readonly ghzMs: number;
  /** Exact EUR excluding VAT; null where some of it has no price. */
  readonly valueEur: Decimal | null;
}

const hours = (ms: number): string => new Decimal(ms).div(MS_PER_UNIT).toFixed(3, Decimal.ROUND_HALF_UP);

function valueOf({ component, kind, quantity, listEur }: PricedPart): Decimal {
  const units =
    kind === 'fee' || component.scheme === 'package' ? quantity : new Decimal(quantity).div(MS_PER_UNIT);
  return new Decimal(listEur).times(units);
}

/** What was given free, one row per grant, in the order of their ids. */
export function grantUses(facts: Facts, work: Iterable<SealedWork>): GrantUse[] {
  const byContract = new Map<string, SealedWork[]>();
  for (const row of work)
    if (row.status === 'free') byContract.set(row.contract, [...(byContract.get(row.contract) ?? []), row]);
  return [...byContract.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([contract, rows]) => grantUse(facts, contract, rows));
}

function grantUse(facts: Facts, contract: string, rows: readonly SealedWork[]): GrantUse {
  const grant = facts.contracts.get(contract)?.grant ?? null;
  const sum = (of: (row: SealedWork) => number): number => rows.reduce((ms, row) => addExact(ms, of(row)), 0);
  const parts = grant === null ? [] : workParts(rows, (day) => computePriceOn(facts, grant.priceList, day));
  const pricedMs = parts.reduce((ms, part) => addExact(ms, part.quantityMs), 0);
  const inUnit = (row: SealedWork): number =>
    grant !== null && computePriceOn(facts, grant.priceList, row.from)?.unit === 'ghz-hour'
      ? row.ghzMs
      : row.coreMs;
  return {
    contract,
    beneficiary: grant?.beneficiary ?? '',
    coreMs: sum((row) => row.coreMs),
    ghzMs: sum((row) => row.ghzMs),
    valueEur:
      pricedMs < sum(inUnit)
        ? null
        : priceWork(parts).reduce((eur, part) => eur.plus(valueOf(part)), new Decimal(0)),
  };
}

/**
 * Value forgone for research. It refutes the claim that heaters burned while nothing was given; it leaves it open
 * that there was nothing idle to give.
 */
export function forgoneClaim(grants: readonly GrantUse[], burnCoreMs: number): Claim {
  const givenCoreMs = grants.reduce((ms, grant) => addExact(ms, grant.coreMs), 0);
  const inputs = {
    grants: grants.length,
    givenCoreHours: hours(givenCoreMs),
    burnCoreHours: hours(burnCoreMs),
    ...Object.fromEntries(
      grants.map(({ contract, coreMs, valueEur }) => [
        `grant ${contract}`,
        `${hours(coreMs)} core-hours, ${valueEur === null ? 'no price' : `${eurText(toCents(valueEur))} EUR`}`,
      ]),
    ),
  };
  if (givenCoreMs === 0)
    return burnCoreMs > 0
      ? claimOf('grants-forgone-value', { figure: '0.00', holds: false, inputs })
      : claimOf('grants-forgone-value', {
          figure: null,
          holds: null,
          inputs,
          missing: ['idle capacity: no heater burned, and no work was given'],
        });
  const unpriced = grants.filter(({ valueEur }) => valueEur === null).map(({ contract }) => contract);
  const value = grants.reduce((eur, grant) => eur.plus(grant.valueEur ?? 0), new Decimal(0));
  return claimOf('grants-forgone-value', {
    figure: eurText(toCents(value)),
    holds: unpriced.length > 0 ? null : true,
    inputs,
    missing: unpriced.map((contract) => `a price of the work given under ${contract}`),
  });
}
