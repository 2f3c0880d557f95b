import { Decimal, toCents } from '#domain/quantity';

/** Days overdue, from and to, both included. */
export const AGES = [
  { age: '1-30', from: 1, to: 30 },
  { age: '31-60', from: 31, to: 60 },
  { age: '61-90', from: 61, to: 90 },
  { age: 'over-90', from: 91, to: Infinity },
] as const;
export type Age = (typeof AGES)[number]['age'];

/** The bucket of a document that is so many days overdue, at least one. */
export const ageOf = (days: number): Age => AGES.find(({ to }) => days <= to)?.age ?? 'over-90';

/** Recovery indemnity per overdue document (C. com. D441-5). */
export const RECOVERY_INDEMNITY_CENTS = 4000;

/**
 * Late-payment interest (C. com. L441-10 II): open amount × yearly rate × days ÷ 365, rounded once, half away from
 * zero. Due without a reminder; nothing is booked by it.
 */
export const lateInterestCents = (openCents: number, ratePercent: string, days: number): number =>
  toCents(new Decimal(openCents).times(ratePercent).times(days).div(365).div(100).div(100));
