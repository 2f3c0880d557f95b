import type { TableColumn } from '../table/index.js';

/** Styles of `styles.xml`, by what a column holds. */
export const STYLE = { heading: 1, text: 2, integer: 3, amount: 4, date: 5 } as const;

/** More than a cell of Excel takes. */
const TEXT_MAX = 32_767;

/** What XML 1.0 cannot hold: control characters, halves of pairs, non-characters. */
const UNSPEAKABLE = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
/** Spreadsheets read `_x000D_` as a character: its first sign is written so itself. */
const ESCAPE_LIKE = /_(?=x[0-9A-Fa-f]{4}_)/g;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};

/** Text as XML holds it; what it cannot hold becomes U+FFFD. */
export const xmlText = (text: string): string =>
  text
    .slice(0, TEXT_MAX)
    .replaceAll(UNSPEAKABLE, '\uFFFD')
    .replaceAll(ESCAPE_LIKE, '_x005F_')
    .replaceAll(/[&<>"\r]/g, (sign) => ENTITIES[sign]!);

/** 0 → `A`, 26 → `AA`. */
export function columnName(at: number): string {
  const last = String.fromCharCode(65 + (at % 26));
  return at < 26 ? last : columnName(Math.floor(at / 26) - 1) + last;
}

const DAY_MS = 86_400_000;
const DAY_ZERO_MS = Date.UTC(1899, 11, 30);

/** Days since the beginning of the calendar of spreadsheets. */
function serialOf(date: string): number {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(date) : Number.NaN;
  if (Number.isNaN(ms)) throw new RangeError(`${date} is no day`);
  return (ms - DAY_ZERO_MS) / DAY_MS;
}

function amountOf(value: string | number): string {
  const text = String(value);
  if (!/^-?\d+\.\d\d$/.test(text)) throw new RangeError(`${text} is no amount`);
  return text;
}

/** An integer, or the text of one. */
function integerOf(value: string | number): string {
  if (!Number.isSafeInteger(Number(value))) throw new RangeError(`${value} is no integer`);
  return String(Number(value));
}

const number = (place: string, style: number, value: string | number): string =>
  `<c r="${place}" s="${style}"><v>${value}</v></c>`;

/** Inline text: it is never a formula, whatever it begins with. */
export const textCell = (place: string, style: number, text: string): string =>
  `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`;

/**
 * One cell; nothing for null. Throws a RangeError where the value is not of the kind of its column.
 */
export function cellXml(
  place: string,
  kind: TableColumn<never>['kind'],
  value: string | number | null,
): string {
  if (value === null) return '';
  switch (kind) {
    case 'text':
      return textCell(place, STYLE.text, String(value));
    case 'integer':
      return number(place, STYLE.integer, integerOf(value));
    case 'amount':
      return number(place, STYLE.amount, amountOf(value));
    case 'date':
      return number(place, STYLE.date, serialOf(String(value)));
  }
}
