import { addExact } from '#domain/quantity';
import type { Register, SealedEnergy } from '#events';
import { exactSums } from './hourly-prices.js';
import type { RegisterCurve } from './register-curve.js';
import { spreadWh, type StatedSpan } from './spread.js';
import type { Stretch, StretchCell } from './stretches.js';
import { bandAt } from './tariff-hours.js';
import { verdictOn, type EnergyKind, type Verdict } from './verdict.js';

const KINDS: readonly EnergyKind[] = ['measured', 'interpolated', 'corrected', 'estimated'];

interface Row {
  readonly kind: EnergyKind;
  readonly priceCell: string;
  readonly verdict: Verdict;
  energyWh: number;
  /** Where prices are hourly: Wh by place of the band. */
  readonly hours: Map<number, number> | null;
}

/** Gathers the energy of one register on one stretch: a row per kind and price cell, in the order in which they come. */
export class EnergyRows {
  private readonly rows: Row[] = [];
  /** Kind × cell → row: bands are many, rows are few. */
  private readonly byCell: (Row | undefined)[] = [];
  private readonly undivided = new Map<string, Row>();

  constructor(
    private readonly stretch: Stretch,
    private readonly register: Register,
  ) {}

  /** What the register drew in [fromMs, toMs), nothing of it interpolated. */
  addMeasured(curve: RegisterCurve, fromMs: number, toMs: number): void {
    let before = curve.totalWh(fromMs);
    this.eachBand(fromMs, toMs, (band, until) => {
      const then = curve.totalWh(until);
      this.add('measured', band, then - before);
      before = then;
    });
  }

  /** The same where parts are interpolated over gaps: those are told apart. */
  addMetered(curve: RegisterCurve, fromMs: number, toMs: number): void {
    let before = curve.totalWh(fromMs);
    let inferredBefore = curve.interpolatedWh(fromMs);
    this.eachBand(fromMs, toMs, (band, until) => {
      const then = curve.totalWh(until);
      const inferredThen = curve.interpolatedWh(until);
      this.add('interpolated', band, inferredThen - inferredBefore);
      this.add('measured', band, then - before - (inferredThen - inferredBefore));
      [before, inferredBefore] = [then, inferredThen];
    });
  }

  /** What of a stated span falls into [fromMs, toMs). */
  addStated(kind: EnergyKind, span: StatedSpan, fromMs: number, toMs: number): void {
    let at = fromMs;
    this.eachBand(fromMs, toMs, (band, until) => {
      this.add(kind, band, spreadWh(span, at, until));
      at = until;
    });
  }

  /** Energy whose hours nobody tells apart: its cell is the option of the meter. */
  addUndivided(verdict: Verdict, energyWh: number, keep: boolean): void {
    if (energyWh === 0 && !keep) return;
    const key = `${verdict.status}/${verdict.reason ?? ''}`;
    let row = this.undivided.get(key);
    if (row === undefined) {
      const priceCell = this.stretch.standing.meter?.option ?? 'base';
      row = { kind: 'measured', priceCell, verdict, energyWh: 0, hours: null };
      this.undivided.set(key, row);
      this.rows.push(row);
    }
    row.energyWh = addExact(row.energyWh, energyWh);
  }

  sealed(): SealedEnergy[] {
    const { prices } = this.stretch;
    return this.rows.map((row) => ({
      ...this.sealedRow(row),
      ...(prices === null || row.hours === null ? {} : { exact: exactSums(prices, row.hours) }),
    }));
  }

  /** Calls back for each band of [fromMs, toMs), with the place of the band and the end of its part. */
  private eachBand(fromMs: number, toMs: number, part: (band: number, untilMs: number) => void): void {
    const { bands } = this.stretch;
    let band = bandAt(bands, fromMs);
    for (let at = fromMs; at < toMs; band++) {
      const until = Math.min(bands[band]!.toMs, toMs);
      part(band, until);
      at = until;
    }
  }

  private add(kind: EnergyKind, band: number, energyWh: number): void {
    if (energyWh === 0) return;
    const { cells, bands } = this.stretch;
    const { cell } = bands[band]!;
    const place = cell * KINDS.length + KINDS.indexOf(kind);
    const row = (this.byCell[place] ??= this.newRow(kind, cells[cell]!));
    row.energyWh = addExact(row.energyWh, energyWh);
    if (row.hours !== null) row.hours.set(band, addExact(row.hours.get(band) ?? 0, energyWh));
  }

  private newRow(kind: EnergyKind, cell: StretchCell): Row {
    const row: Row = {
      kind,
      priceCell: cell.priceCell,
      verdict: verdictOn(this.stretch, this.register, kind, cell),
      energyWh: 0,
      hours: this.stretch.prices === null ? null : new Map(),
    };
    this.rows.push(row);
    return row;
  }

  private sealedRow({ kind, priceCell, verdict, energyWh }: Row): SealedEnergy {
    const { place, standing, from, to, prices } = this.stretch;
    const hourly = prices !== null && standing.creditPrice === null;
    return {
      supplyPoint: place.supplyPoint,
      site: place.site,
      dwelling: place.dwelling,
      holder: standing.holder,
      occupant: standing.occupant,
      register: this.register,
      kind,
      priceCell,
      priceList: hourly ? standing.creditList : (standing.creditPrice?.priceList ?? null),
      priceFrom: standing.creditPrice?.from ?? null,
      agreement: standing.agreement?.agreement ?? null,
      from,
      to,
      status: verdict.status,
      reason: verdict.reason,
      energyWh,
    };
  }
}
