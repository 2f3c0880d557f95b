import { eurText } from '#domain/quantity';
import { PER, QUANTITY_UNITS, type Language } from '#domain/documents';
import type { DocumentLine } from '#events';
import { pricedQuantity } from './price.js';
import type { Line } from './terms.js';
import { ATTRIBUTE, UNIT } from './words.js';

/** Receivers show an item's name in a column of a table; a longer label stands whole in the description. */
const NAME_LENGTH = 120;

/** A line in the terms of BG-25. */
export function lineTerms(line: DocumentLine, place: number, language: Language): Line {
  const { label, unit, amountCents, from, to, vatCategory, vatRate } = line;
  const { quantity, price, priceBase } = pricedQuantity(line.quantity, line.priceEur, line.priceBase);
  const short = label.length <= NAME_LENGTH;
  return {
    id: String(place),
    quantity,
    unit: UNIT[unit].code,
    net: eurText(amountCents),
    period: { from, to },
    price,
    priceBase: priceBase === '1' ? null : priceBase,
    category: vatCategory,
    rate: rateOf(vatCategory, vatRate),
    name: short ? label : shortened(label),
    description: short ? null : label,
    attributes: attributesOf(line, language),
  };
}

/** Outside the scope of VAT there is no rate, not even none (EN 16931 BR-O-5). */
export const rateOf = (category: string, rate: string): string | null => (category === 'O' ? null : rate);

/** Whole words, or as many characters as fit; never half a character. */
function shortened(label: string): string {
  const cut = label.slice(0, NAME_LENGTH - 1).replace(/[\ud800-\udbff]$/, '');
  const words = cut.replace(/\s+\S*$/, '');
  return `${words.length > NAME_LENGTH / 2 ? words : cut}…`;
}

/** Quantities with their unit, prices with what they are of: the line itself is 1 × the difference. */
function adjustedFigures(
  { quantityThen, quantityNow, priceThenEur, priceEur, unit, per }: NonNullable<DocumentLine['adjusts']>,
  language: Language,
): [string, string][] {
  const counted = unit === undefined ? null : QUANTITY_UNITS[unit];
  const quantity = (figure: string): string => (counted === null ? figure : `${figure} ${counted[language]}`);
  const of = per === undefined || per === null ? '' : ` ${PER[per][language]}`;
  const [then, now] =
    per === null
      ? [ATTRIBUTE.amountThen, ATTRIBUTE.amountNow]
      : [ATTRIBUTE.priceThen, priceThenEur === undefined ? ATTRIBUTE.price : ATTRIBUTE.priceNow];
  return [
    [ATTRIBUTE.then[language], quantity(quantityThen)],
    [ATTRIBUTE.now[language], quantity(quantityNow)],
    ...(priceThenEur === undefined ? [] : [[then[language], `${priceThenEur}${of}`] as [string, string]]),
    [now[language], `${priceEur}${of}`],
  ];
}

function attributesOf({ unit, adjusts, energyWh }: DocumentLine, language: Language): Line['attributes'] {
  const { words } = UNIT[unit];
  const attributes: [string, string][] = [];
  if (words !== null) attributes.push([ATTRIBUTE.unit[language], words[language]]);
  if (adjusts !== null)
    attributes.push(
      [ATTRIBUTE.adjusted[language], adjusts.document],
      [ATTRIBUTE.period[language], adjusts.period],
      ...adjustedFigures(adjusts, language),
    );
  if (energyWh !== undefined) attributes.push([ATTRIBUTE.energy[language], String(energyWh)]);
  return attributes;
}
