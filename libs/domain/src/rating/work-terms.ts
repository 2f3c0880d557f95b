import { daysBetween, firstDay, lastDay, type DaySpan, type LocalDate, type Month } from '#domain/calendar';
import { Decimal, mulDivFloor, toCents } from '#domain/quantity';
import { msOfUnits } from './work-parts.js';

/** Days of a month on which a contract is in force: what its monthly terms are pro-rated by. */
export interface DaysInForce {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly days: number;
  readonly ofDays: number;
}

/** Calendar days, both ends included; null where the contract is not in force in the month. */
export function daysInForce(span: DaySpan, month: Month): DaysInForce | null {
  const [first, last] = [firstDay(month), lastDay(month)];
  const from = span.from > first ? span.from : first;
  const to = span.to !== null && span.to < last ? span.to : last;
  if (from > to) return null;
  return { from, to, days: daysBetween(from, to) + 1, ofDays: daysBetween(first, last) + 1 };
}

/** Reserved units of a month as core·ms or GHz·ms, pro-rated. */
export const reservedMs = (units: string, { days, ofDays }: DaysInForce): number =>
  mulDivFloor(msOfUnits(units), days, ofDays);

/** What is missing to the pro-rated minimum of a month, in cents; zero where the charges reach it. */
export const topUpCents = (
  minimumEur: string,
  { days, ofDays }: DaysInForce,
  chargedCents: number,
): number => {
  const owed = new Decimal(minimumEur).times(days).div(ofDays);
  return Math.max(0, toCents(owed.minus(new Decimal(chargedCents).div(100))));
};

const DISCOUNTED_DECIMALS = 6;

/** The contract's price: the list's less the discount, rounded to six decimals half away from zero. */
export function discounted(listEur: string, discountPercent: string | null): string {
  if (discountPercent === null || Number(discountPercent) === 0) return listEur;
  const factor = new Decimal(100).minus(discountPercent).div(100);
  return new Decimal(listEur).times(factor).toDecimalPlaces(DISCOUNTED_DECIMALS).toFixed();
}
