import type { HeaterFacts } from '#domain/facts';
import type { HeldSpan, MeteredHeater } from '#domain/metering';
import type { Register, SealedEnergy } from '#events';
import { EnergyRows } from './energy-rows.js';
import { registerCurve, type RegisterCurve } from './register-curve.js';
import { overlaps, spreadWh, type StatedSpan } from './spread.js';
import type { Stretch } from './stretches.js';
import type { Verdict } from './verdict.js';

/** Everything that states energy of one register of one heater. */
export interface Layers {
  readonly curve: RegisterCurve;
  /** In log order: the latest that covers an instant wins. */
  readonly corrections: readonly StatedSpan[];
  readonly estimates: readonly StatedSpan[];
  readonly held: readonly (StatedSpan & { readonly verdict: Verdict })[];
  readonly covered: { readonly from: number; readonly to: number } | null;
}

export function layersOf(metered: MeteredHeater, facts: HeaterFacts | undefined, register: Register): Layers {
  const wh = (span: { readonly mainWh: number; readonly auxWh: number }): number =>
    register === 'main' ? span.mainWh : span.auxWh;
  return {
    curve: registerCurve(metered.cells, register),
    corrections: (facts?.corrections ?? []).filter((one) => one.register === register),
    estimates: (facts?.estimates ?? []).map(({ from, to, ...span }) => ({ from, to, energyWh: wh(span) })),
    // A released span stands in the cells.
    held: metered.held
      .filter((span) => span.status !== 'released')
      .map((span) => ({ from: span.from, to: span.to, energyWh: wh(span), verdict: heldVerdict(span) })),
    covered:
      metered.coveredFrom === null || metered.coveredTo === null
        ? null
        : { from: metered.coveredFrom, to: metered.coveredTo },
  };
}

const heldVerdict = (span: HeldSpan): Verdict =>
  span.status === 'discarded'
    ? { status: 'uncreditable', reason: 'DISCARDED' }
    : { status: 'pending', reason: span.code };

/** Instants inside a stretch where another layer begins or ends. */
function edgesOf(layers: Layers, stretch: Stretch): number[] {
  const spans = [...layers.corrections, ...layers.estimates, ...layers.held];
  if (layers.covered !== null) spans.push({ ...layers.covered, energyWh: 0 });
  const edges = new Set([stretch.fromMs, stretch.toMs]);
  for (const { from, to } of spans)
    for (const edge of [from, to]) if (edge > stretch.fromMs && edge < stretch.toMs) edges.add(edge);
  return [...edges].sort((a, b) => a - b);
}

/** Rows of one register on one stretch: correction before reading before estimate, each parted by price cell. */
export function energyOf(layers: Layers, stretch: Stretch, register: Register): SealedEnergy[] {
  const rows = new EnergyRows(stretch, register);
  const { curve } = layers;
  const edges = edgesOf(layers, stretch);
  for (let i = 0; i + 1 < edges.length; i++) {
    const [from, to] = [edges[i]!, edges[i + 1]!];
    const covers = (span: { readonly from: number; readonly to: number }): boolean =>
      span.from <= from && span.to >= to;
    const correction = layers.corrections.findLast(covers);
    if (correction !== undefined) {
      rows.addStated('corrected', correction, from, to);
      continue;
    }
    if (curve.anyInterpolated) rows.addMetered(curve, from, to);
    else rows.addMeasured(curve, from, to);
    // A held span is told even where the registers cannot say how much it is.
    for (const span of layers.held)
      if (overlaps(span, from, to))
        rows.addUndivided(span.verdict, spreadWh(span, from, to), register === 'main');
    if (layers.covered !== null && covers(layers.covered)) continue;
    const estimate = layers.estimates.findLast(covers);
    if (estimate !== undefined) rows.addStated('estimated', estimate, from, to);
    else if (stretch.place.supplyPoint !== null && register === 'main')
      // Nothing is invented: 0 Wh, and the reason why the month is not known to its end.
      rows.addUndivided({ status: 'pending', reason: 'NO_READING' }, 0, true);
  }
  return rows.sealed();
}
