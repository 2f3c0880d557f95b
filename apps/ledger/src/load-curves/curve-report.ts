import type { Month, ZoneOffsets } from '#domain/calendar';
import type { Refused } from '#domain/decision';
import {
  curveSteps,
  energyByDay,
  pendingByDay,
  rateCurve,
  type CurveTariff,
  type CurveTerms,
  type Hole,
  type RatedCell,
} from '#domain/load-curves';
import { Decimal, addExact, eurText, toCents } from '#domain/quantity';
import type { EnedisCurve } from './enedis-lines.js';

interface Amount {
  readonly amount: string;
  readonly currency: 'EUR';
}

export interface CellReport {
  readonly cell: string;
  readonly energyWh: number;
  /** `known`, or why it has no price yet. */
  readonly status: RatedCell['status'];
  readonly eurPerKwh: string | null;
  readonly priceFrom: string | null;
  readonly eur: Amount | null;
}

interface Totals {
  readonly energyWh: number;
  /** Of what has a price; exact, rounded once. */
  readonly eur: Amount | null;
}

export interface CurveReport {
  readonly meter: string | null;
  readonly from: string;
  readonly to: string;
  readonly steps: number;
  readonly months: readonly (Totals & { readonly month: Month; readonly cells: readonly CellReport[] })[];
  readonly total: Totals & {
    readonly cells: readonly (Totals & { readonly cell: string })[];
    readonly pendingWh: number;
    readonly missingMinutes: number;
  };
  readonly pending: readonly {
    readonly day: string;
    readonly energyWh: number;
    readonly reason: 'NO_COLOUR';
  }[];
  readonly holes: readonly {
    readonly from: string | null;
    readonly to: string;
    readonly minutes: number | null;
    readonly reason: Hole['reason'];
  }[];
  readonly notes: readonly string[];
}

const MINUTE_MS = 60_000;

/** An instant as the wall of the zone shows it, with its offset: `2022-10-30T02:30:00+02:00`. */
export function wallTime(zone: ZoneOffsets, ms: number): string {
  const offset = zone.offsets.findLast(({ from }) => from <= ms)?.offsetMinutes ?? 0;
  const two = (value: number): string => String(value).padStart(2, '0');
  const hours = `${two(Math.floor(Math.abs(offset) / 60))}:${two(Math.abs(offset) % 60)}`;
  return `${new Date(ms + offset * MINUTE_MS).toISOString().slice(0, 19)}${offset < 0 ? '-' : '+'}${hours}`;
}

const amountOf = (eur: Decimal | null): Amount | null =>
  eur === null ? null : { amount: eurText(toCents(eur)), currency: 'EUR' };

function totalsOf(cells: readonly RatedCell[]): Totals {
  const priced = cells.flatMap(({ eur }) => (eur === null ? [] : [eur]));
  const eur = priced.length === 0 ? null : priced.reduce((sum, one) => sum.plus(one), new Decimal(0));
  return { energyWh: cells.reduce((sum, { energyWh }) => addExact(sum, energyWh), 0), eur: amountOf(eur) };
}

function grouped<Key extends string>(
  cells: readonly RatedCell[],
  keyOf: (cell: RatedCell) => Key,
): readonly [Key, RatedCell[]][] {
  const groups = new Map<Key, RatedCell[]>();
  for (const cell of cells) groups.set(keyOf(cell), [...(groups.get(keyOf(cell)) ?? []), cell]);
  return [...groups];
}

const cellReport = ({ eur, cell, energyWh, status, eurPerKwh, priceFrom }: RatedCell): CellReport => ({
  cell,
  energyWh,
  status,
  eurPerKwh,
  priceFrom,
  eur: amountOf(eur),
});

/** Classifies a load curve, and prices it where prices are given. Refusal: PRICE_MISSING. */
export function curveReport(
  curve: EnedisCurve,
  at: CurveTerms,
  tariff: CurveTariff | null,
): CurveReport | Refused {
  const { steps, holes } = curveSteps(curve.rows);
  const { days } = energyByDay(steps, at);
  const outcome = rateCurve(days, tariff);
  if ('refused' in outcome) return outcome;
  const { rated } = outcome;
  const wall = (ms: number): string => wallTime(at.zone, ms);
  const ends = [...steps.slice(0, 1), ...holes.slice(0, 1)].map(({ fromMs, toMs }) => fromMs ?? toMs);
  const lasts = [...steps.slice(-1), ...holes.slice(-1)].map(({ toMs }) => toMs);
  const pending = pendingByDay(days);
  return {
    meter: curve.meter,
    from: wall(Math.min(...ends)),
    to: wall(Math.max(...lasts)),
    steps: steps.length,
    months: grouped(rated, ({ month }) => month).map(([month, cells]) => ({
      month,
      ...totalsOf(cells),
      cells: cells.map(cellReport),
    })),
    total: {
      ...totalsOf(rated),
      cells: grouped(rated, ({ cell }) => cell).map(([cell, cells]) => ({ cell, ...totalsOf(cells) })),
      pendingWh: pending.reduce((sum, { energyWh }) => addExact(sum, energyWh), 0),
      missingMinutes:
        holes.reduce((sum, { fromMs, toMs }) => sum + (fromMs === null ? 0 : toMs - fromMs), 0) / MINUTE_MS,
    },
    pending: pending.map(({ day, energyWh }) => ({ day, energyWh, reason: 'NO_COLOUR' })),
    holes: holes.map(({ fromMs, toMs, reason }) => ({
      from: fromMs === null ? null : wall(fromMs),
      to: wall(toMs),
      minutes: fromMs === null ? null : (toMs - fromMs) / MINUTE_MS,
      reason,
    })),
    notes: curve.notes,
  };
}
