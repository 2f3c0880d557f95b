/** How long to wait before an attempt (ms); the first repetition is number 0. */
export type BackOff = (attempt: number) => number;

/** Doubles from `firstMs` up to `lastMs`. */
export const doubling =
  (firstMs: number, lastMs: number): BackOff =>
  (attempt) =>
    Math.min(firstMs * 2 ** Math.min(attempt, 30), lastMs);
