import { mulDivFloor } from '#domain/quantity';

/** Wh stated for a whole span: a correction, an estimate, a span held. */
export interface StatedSpan {
  readonly from: number;
  readonly to: number;
  readonly energyWh: number;
}

/** What of it falls into [fromMs, toMs): spread evenly by the floor of the cumulative value, so parts add up. */
export function spreadWh(span: StatedSpan, fromMs: number, toMs: number): number {
  const length = span.to - span.from;
  if (length <= 0) return 0;
  const until = (ms: number): number =>
    mulDivFloor(span.energyWh, Math.min(Math.max(ms - span.from, 0), length), length);
  return until(toMs) - until(fromMs);
}

export const overlaps = (
  span: { readonly from: number; readonly to: number },
  fromMs: number,
  toMs: number,
): boolean => span.from < toMs && span.to > fromMs;
