import type { LocalDate } from '#domain/calendar';
import type { ComputePrice, PriceComponent, PriceTier } from '#domain/compute-contracts';
import { exhausted, invariant } from '#domain/decision';
import { addExact } from '#domain/quantity';
import { msOfUnits, selectorOf, type WorkPart } from './work-parts.js';

/** What becomes one line: a quantity at one price of one tier, packages, or a fee. */
export interface PricedPart {
  readonly version: ComputePrice;
  readonly component: PriceComponent;
  readonly kind: 'usage' | 'fee';
  /** From 1. */
  readonly tier: number;
  /** core·ms or GHz·ms; packages; 1 of a fee. */
  readonly quantity: number;
  /** EUR per unit, per package, or of the fee, as the list says. */
  readonly listEur: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** What a component has counted so far in the period, over all its price versions. */
interface Counter {
  readonly countedMs: number;
  /** What begun packages still hold. */
  readonly heldMs: number;
  /** Tiers entered, whose fee is due once. */
  readonly entered: ReadonlySet<string>;
}

interface Counted {
  readonly priced: readonly PricedPart[];
  readonly counter: Counter;
}

/**
 * Prices the work of one contract in one period. Parts come in the order of days. Counters run over the whole period,
 * one per component, and the price is that of the day; a tier's upper bound is inclusive and the next begins right after
 * it; the fee of a tier is due once, in the version in which it is entered, and never without usage.
 */
export function priceWork(parts: readonly WorkPart[]): PricedPart[] {
  const totals = new Map<string, number>();
  for (const { component, quantityMs } of parts) {
    const selector = selectorOf(component);
    totals.set(selector, addExact(totals.get(selector) ?? 0, quantityMs));
  }
  const counters = new Map<string, Counter>();
  return byVersion(parts).flatMap((part) => {
    const selector = selectorOf(part.component);
    const before = counters.get(selector) ?? { countedMs: 0, heldMs: 0, entered: new Set<string>() };
    const { priced, counter } = pricePart(part, before, totals.get(selector) ?? 0);
    counters.set(selector, counter);
    return priced;
  });
}

/** Parts that differ in their plan only are one quantity to a component. */
function byVersion(parts: readonly WorkPart[]): WorkPart[] {
  const sums = new Map<string, WorkPart>();
  for (const part of parts) {
    if (part.quantityMs === 0) continue;
    const key = `${part.version.from}|${selectorOf(part.component)}`;
    const before = sums.get(key);
    sums.set(
      key,
      before === undefined
        ? part
        : {
            ...before,
            quantityMs: addExact(before.quantityMs, part.quantityMs),
            from: before.from < part.from ? before.from : part.from,
            to: before.to > part.to ? before.to : part.to,
          },
    );
  }
  return [...sums.values()];
}

function pricePart(part: WorkPart, before: Counter, totalMs: number): Counted {
  const { scheme } = part.component;
  switch (scheme) {
    case 'per-unit':
    case 'graduated':
      return graduated(part, before);
    case 'volume':
      return volume(part, before, totalMs);
    case 'package':
      return packages(part, before);
    default:
      return exhausted(scheme);
  }
}

const boundMs = ({ upTo }: PriceTier): number => (upTo === null ? Number.MAX_SAFE_INTEGER : msOfUnits(upTo));

/** Each tier prices what lies in it. */
function graduated(part: WorkPart, before: Counter): Counted {
  const priced: PricedPart[] = [];
  const entered = new Set(before.entered);
  const endMs = addExact(before.countedMs, part.quantityMs);
  let lowerMs = 0;
  part.component.tiers.forEach((tier, place) => {
    const upperMs = boundMs(tier);
    const withinMs = Math.min(endMs, upperMs) - Math.max(before.countedMs, lowerMs);
    if (withinMs > 0)
      priced.push(...tierParts(part, tier, place + 1, withinMs, `tier ${place + 1}`, entered));
    lowerMs = upperMs;
  });
  return { priced, counter: { ...before, countedMs: endMs, entered } };
}

/** The tier of the whole period's quantity prices all of it, each version's share at that version's price. */
function volume(part: WorkPart, before: Counter, totalMs: number): Counted {
  const place = part.component.tiers.findIndex((tier) => totalMs <= boundMs(tier));
  const tier = part.component.tiers[place];
  invariant(tier !== undefined, `no tier of ${part.version.priceList} holds ${totalMs} ms of work`);
  const entered = new Set(before.entered);
  const priced = tierParts(part, tier, place + 1, part.quantityMs, 'volume', entered);
  return { priced, counter: { ...before, countedMs: addExact(before.countedMs, part.quantityMs), entered } };
}

/** A begun package holds what comes next, also across a new price; each costs the price of the version in which it is begun. */
function packages(part: WorkPart, before: Counter): Counted {
  const [tier] = part.component.tiers;
  const sizeMs = msOfUnits(part.component.packageUnits ?? '0');
  invariant(tier !== undefined && sizeMs > 0, `a package of ${part.version.priceList} has no size or price`);
  const beyondMs = Math.max(0, part.quantityMs - before.heldMs);
  const begun = Math.ceil(beyondMs / sizeMs);
  const entered = new Set(before.entered);
  const heldMs = before.heldMs + begun * sizeMs - part.quantityMs;
  return {
    priced: begun === 0 ? [] : tierParts(part, tier, 1, begun, 'tier 1', entered),
    counter: { countedMs: addExact(before.countedMs, part.quantityMs), heldMs, entered },
  };
}

function tierParts(
  { version, component, from, to }: WorkPart,
  tier: PriceTier,
  number: number,
  quantity: number,
  fee: string,
  entered: Set<string>,
): PricedPart[] {
  const line = { version, component, tier: number, from, to };
  const usage: PricedPart = { ...line, kind: 'usage', quantity, listEur: tier.eurPerUnit };
  const isNew = !entered.has(fee);
  entered.add(fee);
  return isNew && Number(tier.flatEur) > 0
    ? [usage, { ...line, kind: 'fee', quantity: 1, listEur: tier.flatEur }]
    : [usage];
}
