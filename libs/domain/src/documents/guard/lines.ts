import type { DocumentIssuedData, DocumentLine } from '#events';
import { OURS } from './amounts.js';
import { faultIf, type Fault } from './fault.js';

const QUANTITY_DECIMALS_MAX = 4;
const PRICE_DECIMALS_MAX = 6;
const DAY = /^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/** Of a decimal text: trailing zeros count, as they are written. */
const decimalsOf = (text: string): number => (text.includes('.') ? text.length - text.indexOf('.') - 1 : 0);
const isNegative = (text: string): boolean => text.startsWith('-') && /[1-9]/.test(text);

/** Most lines are as they must be: what is wrong is told only of those that are not. */
const isWell = ({ quantity, priceEur, priceBase, from, to }: DocumentLine): boolean =>
  decimalsOf(quantity) <= QUANTITY_DECIMALS_MAX &&
  decimalsOf(priceEur) <= PRICE_DECIMALS_MAX &&
  !isNegative(priceEur) &&
  Number.isSafeInteger(priceBase) &&
  priceBase >= 1 &&
  DAY.test(from) &&
  DAY.test(to) &&
  from <= to;

/**
 * What an e-invoice can say of a line: quantity to four decimals, price to six and never below zero, of a whole base
 * (XP Z12-012, BR-FR-DEC-02, -03; EN 16931 BR-27), and when it was supplied (CGI ann. II art. 242 nonies A).
 */
export function lineFormFaults({ lines, profile }: DocumentIssuedData): Fault[] {
  const none = faultIf(lines.length === 0, 'LINES_MISSING', 'lines (BG-25)', OURS);
  return [
    ...none,
    ...lines.flatMap((line, i) => {
      if (isWell(line)) return [];
      const { quantity, priceEur, priceBase, from, to } = line;
      return [
        ...faultIf(
          profile !== null && decimalsOf(quantity) > QUANTITY_DECIMALS_MAX,
          'QUANTITY_DECIMALS',
          `lines[${i}].quantity (BT-129)`,
          `A quantity has at most ${QUANTITY_DECIMALS_MAX} decimals; ${quantity} has more. ${OURS}`,
        ),
        ...faultIf(
          profile !== null && decimalsOf(priceEur) > PRICE_DECIMALS_MAX,
          'PRICE_DECIMALS',
          `lines[${i}].price (BT-146)`,
          `A price has at most ${PRICE_DECIMALS_MAX} decimals; ${priceEur} asks for a larger base quantity. ${OURS}`,
        ),
        ...faultIf(
          profile !== null && isNegative(priceEur),
          'PRICE_NEGATIVE',
          `lines[${i}].price (BT-146)`,
          `A price is never below zero; what is taken away is a quantity below zero. ${OURS}`,
        ),
        ...faultIf(
          !Number.isSafeInteger(priceBase) || priceBase < 1,
          'PRICE_BASE_INVALID',
          `lines[${i}].priceBase (BT-149)`,
          `A price is per a whole number of units. ${OURS}`,
        ),
        ...faultIf(
          !DAY.test(from) || !DAY.test(to) || from > to,
          'SUPPLY_DATES_INVALID',
          `lines[${i}].period (BG-26)`,
          `A line says from when to when it was supplied, not ${from} to ${to}. ${OURS}`,
        ),
      ];
    }),
  ];
}
