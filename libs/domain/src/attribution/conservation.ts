import { invariant } from '#domain/decision';
import { addExact } from '#domain/quantity';
import type { SealedEnergy } from '#events';
import type { Layers } from './energy.js';
import { without, type Span } from './spans.js';
import { spreadWh, type StatedSpan } from './spread.js';
import type { Stretch } from './stretches.js';

/** Latest first, each takes what later ones left of [from, to). */
function stated(
  spans: readonly StatedSpan[],
  within: readonly Span[],
): { wh: number; left: readonly Span[] } {
  let left = within;
  let wh = 0;
  for (const span of spans.toReversed()) {
    const rest = left.flatMap((one) => without([one], span));
    for (const one of left) {
      const part = { from: Math.max(one.from, span.from), to: Math.min(one.to, span.to) };
      if (part.from < part.to) wh = addExact(wh, spreadWh(span, part.from, part.to));
    }
    left = rest;
  }
  return { wh, left };
}

/**
 * Register difference − corrected readings + corrections + estimates, reckoned over whole spans:
 * another way than the rows were made.
 */
export function attributedWh(layers: Layers, stretches: readonly Stretch[]): number {
  const month = stretches.map(({ fromMs, toMs }) => ({ from: fromMs, to: toMs }));
  const corrected = stated(layers.corrections, month);
  let wh = corrected.wh;
  for (const { from, to } of corrected.left) {
    wh = addExact(wh, layers.curve.totalWh(to) - layers.curve.totalWh(from));
    for (const span of layers.held) wh = addExact(wh, spreadWh(span, from, to));
  }
  const unread = layers.covered === null ? corrected.left : without(corrected.left, layers.covered);
  return addExact(wh, stated(layers.estimates, unread).wh);
}

/** Attributed = credited + uncreditable + pending, per heater, register and period. */
export function assertConserved(heater: string, rows: readonly SealedEnergy[], attributed: number): void {
  const parts = rows.reduce((sum, row) => addExact(sum, row.energyWh), 0);
  invariant(
    parts === attributed,
    `energy of ${heater} is not conserved: ${parts} Wh in rows, ${attributed} Wh attributed`,
  );
}
