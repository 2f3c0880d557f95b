import { formatEur, formatNumber, formatPrice, type Language } from '#domain/documents';
import { Decimal } from '#domain/quantity';
import type { DocumentLine } from '#events';
import { HOURS, WORDS, unitWord, type In } from './words.js';

const SECONDS_PER_HOUR = 3600;
const NARROW = '\u202f';

/** What stands in a cell: large what a person reads, small what was counted. */
export interface Shown {
  readonly text: string;
  readonly note?: string;
}

const hourWords = ({ unit }: Pick<DocumentLine, 'unit'>): In | null =>
  unit === 'core-second' || unit === 'GHz-second' ? HOURS[unit] : null;

/** Hours of computing to two decimals; of less than that the first two digits. */
function hoursOf(quantity: string): string {
  const hours = new Decimal(quantity).div(SECONDS_PER_HOUR);
  const rounded = hours.toDecimalPlaces(2);
  return rounded.isZero() && !hours.isZero() ? hours.toSignificantDigits(2).toFixed() : rounded.toFixed(2);
}

const plain = (quantity: string): string => new Decimal(quantity).toFixed();

/** Seconds are what is counted and invoiced, hours what a person reads: both stand there. */
export function quantityShown(line: DocumentLine, language: Language): Shown {
  const counted = withUnit(
    formatNumber(plain(line.quantity), language),
    unitWord(line.unit, line.quantity, language),
  );
  const hours = hourWords(line);
  if (hours !== null)
    return { text: `${formatNumber(hoursOf(line.quantity), language)} ${hours[language]}`, note: counted };
  if (line.energyWh === undefined) return { text: counted };
  const kWh = formatNumber(new Decimal(line.energyWh).div(1000).toFixed(3), language);
  return { text: counted, note: withUnit(kWh, 'kWh') };
}

const withUnit = (figure: string, unit: string): string =>
  unit === '' ? figure : `${figure}${NARROW}${unit}`;

/** The price, and for how much it is: for an hour where it is for 3600 seconds. */
export function priceShown(line: DocumentLine, language: Language): Shown {
  const text = inEur(formatPrice(line.priceEur, language), language);
  if (line.unit === 'one') return { text };
  const hours = hourWords(line);
  if (hours !== null && line.priceBase === SECONDS_PER_HOUR)
    return { text, note: `${WORDS.per[language]} ${ONE_HOUR[line.unit]![language]}` };
  const base = line.priceBase === 1 ? '' : `${formatNumber(String(line.priceBase), language)}${NARROW}`;
  return {
    text,
    note: `${WORDS.per[language]} ${base}${unitWord(line.unit, String(line.priceBase), language)}`,
  };
}

const ONE_HOUR: Partial<Readonly<Record<DocumentLine['unit'], In>>> = {
  'core-second': { fr: 'heure-cœur', en: 'core-hour' },
  'GHz-second': { fr: 'GHz-heure', en: 'GHz-hour' },
};

const inEur = (amount: string, language: Language): string =>
  language === 'fr' ? `${amount}${NARROW}€` : amount.replace(/^(\u2212?)/, '$1€');

/** What the line is, less the hours behind it in brackets where the column beside it shows the same. */
export function labelShown(line: DocumentLine, language: Language): string {
  const bracket = ` (${quantityShown(line, language).text})`;
  return hourWords(line) !== null && line.label.endsWith(bracket)
    ? line.label.slice(0, -bracket.length)
    : line.label;
}

export const amountShown = (line: DocumentLine, language: Language): Shown => ({
  text: formatEur(line.amountCents, language),
});
