import { invariant } from '#domain/decision';

const PRICE_DECIMALS = 6;
const QUANTITY_DECIMALS = 4;

const decimalsOf = (text: string): number => {
  const point = text.indexOf('.');
  return point < 0 ? 0 : text.length - point - 1;
};
const withoutEndingZeros = (text: string): string => text.replace(/\.?0+$/, '');
const negated = (text: string): string => {
  if (text.startsWith('-')) return text.slice(1);
  return /[1-9]/.test(text) ? `-${text}` : text;
};

export interface PricedQuantity {
  readonly quantity: string;
  readonly price: string;
  readonly priceBase: string;
}

/**
 * Quantity, price and base as an e-invoice can say them, the same product to the last digit: a price is not negative
 * (EN 16931 BR-27), so its sign goes to the quantity; one of more than six decimals (BR-FR-DEC-03) is that of a larger
 * base (BT-149). All are decimal texts; figures are moved, never calculated.
 */
export function pricedQuantity(quantity: string, priceEur: string, priceBase: number): PricedQuantity {
  const negative = priceEur.startsWith('-');
  const { price, base } = atMostSixDecimals(negative ? priceEur.slice(1) : priceEur, priceBase);
  return { quantity: quantityText(negative ? negated(quantity) : quantity), price, priceBase: base };
}

function quantityText(quantity: string): string {
  if (decimalsOf(quantity) <= QUANTITY_DECIMALS) return quantity;
  const short = withoutEndingZeros(quantity);
  invariant(decimalsOf(short) <= QUANTITY_DECIMALS, `quantity ${quantity} has more than four decimals`);
  return short;
}

function atMostSixDecimals(text: string, base: number): { price: string; base: string } {
  if (decimalsOf(text) <= PRICE_DECIMALS) return { price: text, base: String(base) };
  const price = withoutEndingZeros(text);
  const excess = decimalsOf(price) - PRICE_DECIMALS;
  if (excess <= 0) return { price, base: String(base) };
  const [whole = '', fraction = ''] = price.split('.');
  const moved = `${whole}${fraction.slice(0, excess)}`.replace(/^0+(?=\d)/, '');
  return { price: `${moved}.${fraction.slice(excess)}`, base: `${base}${'0'.repeat(excess)}` };
}
