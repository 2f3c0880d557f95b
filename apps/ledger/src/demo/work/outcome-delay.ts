import type { Xoshiro } from '../random/xoshiro.js';

/**
 * How long after its end the outcome of an attempt is known: as a rule minutes, for one in fifty a day and more (results
 * to be fetched and checked by the client). What ends late on the last day of a month is so pending at its cut.
 */
export function outcomeDelayMs(random: Xoshiro): number {
  const slow = random.between(1, 50) === 1;
  return slow ? random.between(12 * 60, 36 * 60) * 60_000 : random.between(0, 20) * 60_000;
}
