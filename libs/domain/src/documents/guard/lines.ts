import { Decimal } from '#domain/quantity';
import type { DocumentIssuedData } from '#events';
import { OURS } from './amounts.js';
import { faultIf, type Fault } from './fault.js';

const QUANTITY_DECIMALS_MAX = 4;
const PRICE_DECIMALS_MAX = 6;
const DAY = /^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/**
 * What an e-invoice can say of a line: quantity to four decimals, price to six and never below zero, of a whole base
 * (XP Z12-012, BR-FR-DEC-02, -03; EN 16931 BR-27), and when it was supplied (CGI ann. II art. 242 nonies A).
 */
export function lineFormFaults({ lines, profile }: DocumentIssuedData): Fault[] {
  const none = faultIf(lines.length === 0, 'LINES_MISSING', 'lines (BG-25)', OURS);
  return [
    ...none,
    ...lines.flatMap(({ quantity, priceEur, priceBase, from, to }, i) => {
      const price = new Decimal(priceEur);
      return [
        ...faultIf(
          profile !== null && new Decimal(quantity).decimalPlaces() > QUANTITY_DECIMALS_MAX,
          'QUANTITY_DECIMALS',
          `lines[${i}].quantity (BT-129)`,
          `A quantity has at most ${QUANTITY_DECIMALS_MAX} decimals; ${quantity} has more. ${OURS}`,
        ),
        ...faultIf(
          profile !== null && price.decimalPlaces() > PRICE_DECIMALS_MAX,
          'PRICE_DECIMALS',
          `lines[${i}].price (BT-146)`,
          `A price has at most ${PRICE_DECIMALS_MAX} decimals; ${priceEur} asks for a larger base quantity. ${OURS}`,
        ),
        ...faultIf(
          profile !== null && price.isNegative() && !price.isZero(),
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
