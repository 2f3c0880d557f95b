import { invariant } from '#domain/decision';

/** floor(a × b ÷ c), exact also where a × b leaves the safe integers. c > 0. */
export function mulDivFloor(a: number, b: number, c: number): number {
  const product = a * b;
  if (Number.isSafeInteger(product)) return Math.floor(product / c);
  const exact = BigInt(a) * BigInt(b);
  const divisor = BigInt(c);
  const quotient = exact / divisor;
  return Number(exact % divisor < 0n ? quotient - 1n : quotient);
}

/** Sum of integers that must stay exact. */
export function addExact(a: number, b: number): number {
  const sum = a + b;
  invariant(Number.isSafeInteger(sum), `sum ${a} + ${b} leaves the safe integers`);
  return sum;
}

/**
 * Splits a total over weights by largest remainder; ties go to the earlier key.
 * The parts add up to the total. Weights are non-negative integers, not all zero.
 */
export function shareByLargestRemainder(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce(addExact, 0);
  invariant(sum > 0, 'weights to share by are all zero');
  const sign = total < 0 ? -1 : 1;
  const whole = Math.abs(total);
  const parts = weights.map((weight) => mulDivFloor(whole, weight, sum));
  const rests = weights.map((weight, key) => ({
    key,
    rest: BigInt(whole) * BigInt(weight) - BigInt(parts[key]!) * BigInt(sum),
  }));
  rests.sort((a, b) => (a.rest === b.rest ? a.key - b.key : a.rest > b.rest ? -1 : 1));
  const missing = whole - parts.reduce(addExact, 0);
  for (let i = 0; i < missing; i++) parts[rests[i]!.key]!++;
  return parts.map((part) => (part === 0 ? 0 : sign * part));
}
