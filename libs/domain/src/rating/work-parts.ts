import type { LocalDate } from '#domain/calendar';
import { componentFor, type ComputePrice, type PriceComponent } from '#domain/compute-contracts';
import { Decimal, addExact } from '#domain/quantity';
import type { SealedWork } from '#events';

/** core·ms of a core-hour, GHz·ms of a GHz-hour. */
export const MS_PER_UNIT = 3_600_000;

/** Units of a list as the whole core·ms or GHz·ms that they hold. */
export const msOfUnits = (units: string): number => new Decimal(units).times(MS_PER_UNIT).floor().toNumber();

/** Work of one contract that one component of one price version prices. */
export interface WorkPart {
  readonly version: ComputePrice;
  readonly component: PriceComponent;
  /** Plan class: reserved capacity includes work of plan `reserved` only. */
  readonly plan: string;
  /** core·ms or GHz·ms, as the list counts. */
  readonly quantityMs: number;
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** The plan and model that a component names: what its tier counter belongs to. */
export const selectorOf = ({ plan, model }: PriceComponent): string => `${plan ?? ''}|${model ?? ''}`;

const orderOf = ({ version, component, plan }: WorkPart): string =>
  `${version.from}|${selectorOf(component)}|${plan}`;

/**
 * Sums rows by price version, component and plan, in the order of days: however usage was split over heaters, days
 * and rows, the parts are the same. Rows that nothing prices make no part.
 * @param priceOn the list's price on a day, or null
 */
export function workParts(
  rows: Iterable<SealedWork>,
  priceOn: (day: LocalDate) => ComputePrice | null,
): WorkPart[] {
  const parts = new Map<string, WorkPart>();
  for (const row of rows) {
    const version = priceOn(row.from);
    const component = version === null ? null : componentFor(version, row.plan, row.model);
    if (version === null || component === null) continue;
    const quantityMs = version.unit === 'ghz-hour' ? row.ghzMs : row.coreMs;
    const part: WorkPart = { version, component, plan: row.plan, quantityMs, from: row.from, to: row.to };
    const key = orderOf(part);
    const before = parts.get(key);
    parts.set(key, before === undefined ? part : joined(before, part));
  }
  return [...parts.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, part]) => part);
}

const joined = (a: WorkPart, b: WorkPart): WorkPart => ({
  ...a,
  quantityMs: addExact(a.quantityMs, b.quantityMs),
  from: a.from < b.from ? a.from : b.from,
  to: a.to > b.to ? a.to : b.to,
});

/** Takes up to `mostMs` from the parts that match, the earliest days first. */
export function deduct(
  parts: readonly WorkPart[],
  mostMs: number,
  matches: (part: WorkPart) => boolean = () => true,
): { readonly rest: WorkPart[]; readonly deductedMs: number } {
  let leftMs = mostMs;
  const rest = parts.map((part) => {
    if (!matches(part)) return part;
    const takenMs = Math.min(leftMs, part.quantityMs);
    leftMs -= takenMs;
    return { ...part, quantityMs: part.quantityMs - takenMs };
  });
  return { rest: rest.filter(({ quantityMs }) => quantityMs > 0), deductedMs: mostMs - leftMs };
}
