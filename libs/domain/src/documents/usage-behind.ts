import type { LocalDate, Month } from '#domain/calendar';
import { componentFor } from '#domain/compute-contracts';
import { computePriceOn, type Facts } from '#domain/facts';
import { Decimal, addExact, shareByLargestRemainder } from '#domain/quantity';
import { creditTerms, lineKey } from '#domain/rating';
import type { DocumentLine, SealedEnergy, SealedHeater, SealedWork } from '#events';

/** What one heater has in a line of a document; rows of a line add up to it, quantity and amount. */
export interface LineUsage {
  /** Place of the line, from 1. */
  readonly line: number;
  /** Null: no usage stands behind the line (a fee, reserved capacity, an adjustment, a prepayment). */
  readonly heater: string | null;
  readonly supplyPoint: string | null;
  readonly contract: string | null;
  /** Decimal, in `unit`. */
  readonly quantity: string;
  readonly unit: DocumentLine['unit'];
  readonly amountCents: number;
  /** First and last local day of the usage. */
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** Used by one heater: Wh, core·ms or GHz·ms. */
interface Used {
  quantity: number;
  from: LocalDate;
  to: LocalDate;
}

const THOUSAND = 1_000;

/**
 * The sealed usage of a month, by the lines of documents that it makes: read once, asked for every document. Facts are
 * those of the cut at which the month was sealed.
 */
export class UsageBehind {
  private readonly used = new Map<string, Map<string, Used>>();

  constructor(
    private readonly facts: Facts,
    private readonly period: Month,
  ) {}

  add({ heater, energy, work }: SealedHeater): void {
    for (const row of energy) if (row.status === 'credited') this.addEnergy(heater, row);
    for (const row of work) if (row.status === 'billed') this.addWork(heater, row);
  }

  /**
   * The lines over the heaters behind them: electricity by the Wh that it credits, computing by the billed work that its
   * component prices, to the cent and the thousandth of a unit by largest remainder, ties by heater.
   */
  rowsOf(lines: readonly DocumentLine[]): LineUsage[] {
    return lines.flatMap((line, at) => {
      const used = line.adjusts === null ? this.used.get(usageKey(line.key)) : undefined;
      const heaters = [...(used ?? [])].filter(([, { quantity }]) => quantity > 0);
      return heaters.length === 0 ? [wholeLine(line, at + 1)] : shared(line, at + 1, heaters);
    });
  }

  private addEnergy(heater: string, row: SealedEnergy): void {
    const { key } = creditTerms(this.facts, this.period, row);
    this.note(key, heater, row.energyWh, row);
  }

  private addWork(heater: string, row: SealedWork): void {
    const { contract, plan, model, priceList, priceFrom, coreMs, ghzMs } = row;
    const version = priceList === null ? null : computePriceOn(this.facts, priceList, row.from);
    const component = version === null ? null : componentFor(version, plan, model);
    if (version === null || component === null) return;
    const key = lineKey(
      this.period,
      'work',
      contract,
      'usage',
      `${priceList}@${priceFrom}`,
      component.plan ?? '',
      component.model ?? '',
    );
    this.note(key, heater, version.unit === 'ghz-hour' ? ghzMs : coreMs, row);
  }

  private note(key: string, heater: string, quantity: number, { from, to }: Pick<Used, 'from' | 'to'>): void {
    const heaters = this.used.get(key) ?? new Map<string, Used>();
    this.used.set(key, heaters);
    const before = heaters.get(heater);
    if (before === undefined) heaters.set(heater, { quantity, from, to });
    else {
      before.quantity = addExact(before.quantity, quantity);
      if (from < before.from) before.from = from;
      if (to > before.to) before.to = to;
    }
  }
}

/** Tiers and packages of one component are of the same usage. A line without plan and model is of all work. */
function usageKey(key: string): string {
  const [period = '', kind, contract, what, version, plan = '', model = ''] = key.split('|');
  return kind === 'work' && what === 'usage'
    ? lineKey(period, kind, contract ?? '', what, version ?? '', plan, model)
    : key;
}

/** What a key says of what the line is for. */
function subjectOf(key: string): Pick<LineUsage, 'supplyPoint' | 'contract'> {
  const [, kind, first, second] = key.split('|');
  return {
    supplyPoint: kind === 'energy' ? (second ?? null) : null,
    contract: kind === 'work' ? (first ?? null) : null,
  };
}

const wholeLine = (
  { key, quantity, unit, amountCents, from, to }: DocumentLine,
  line: number,
): LineUsage => ({
  line,
  heater: null,
  ...subjectOf(key),
  quantity,
  unit,
  amountCents,
  from,
  to,
});

function shared(line: DocumentLine, place: number, used: readonly (readonly [string, Used])[]): LineUsage[] {
  const heaters = used.toSorted(([a], [b]) => (a < b ? -1 : 1));
  const weights = heaters.map(([, { quantity }]) => quantity);
  // A line of hourly prices is 1 × the sum of its hours: what was used is its energy.
  const hourly = line.energyWh !== undefined;
  const thousandths = line.energyWh ?? new Decimal(line.quantity).times(THOUSAND).toNumber();
  const quantities = shareByLargestRemainder(thousandths, weights);
  const amounts = shareByLargestRemainder(line.amountCents, weights);
  return heaters.map(([heater, { from, to }], i) => ({
    line: place,
    heater,
    ...subjectOf(line.key),
    quantity: new Decimal(quantities[i]!).div(THOUSAND).toFixed(3),
    unit: hourly ? 'kWh' : line.unit,
    amountCents: amounts[i]!,
    from,
    to,
  }));
}
