import type { LocalDate, Month } from '#domain/calendar';
import { Decimal, eurText } from '#domain/quantity';

export type Language = 'fr' | 'en';

/** Narrow no-break space: groups digits and stands before units in French. Pinned here: Node's own formats differ by version. */
const NARROW = '\u202f';

const MONTHS: Readonly<Record<Language, readonly string[]>> = {
  fr: 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' '),
  en: 'January February March April May June July August September October November December'.split(' '),
};

/** `1234567.890` as `1 234 567,890` or `1,234,567.890`. Digits are kept as they are. */
export function formatNumber(text: string, language: Language): string {
  const negative = text.startsWith('-');
  const [whole = '0', decimals] = (negative ? text.slice(1) : text).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, language === 'fr' ? NARROW : ',');
  const fraction = decimals === undefined ? '' : `${language === 'fr' ? ',' : '.'}${decimals}`;
  return `${negative ? '\u2212' : ''}${grouped}${fraction}`;
}

/** Cents as `1 234,50 €` or `€1,234.50`. */
export function formatEur(cents: number, language: Language): string {
  const amount = formatNumber(eurText(Math.abs(cents)), language);
  const sign = cents < 0 ? '\u2212' : '';
  return language === 'fr' ? `${sign}${amount}${NARROW}€` : `${sign}€${amount}`;
}

/** A price keeps its decimals, at least two. */
export function formatPrice(eur: string, language: Language): string {
  const decimals = Math.max(2, new Decimal(eur).decimalPlaces());
  return formatNumber(new Decimal(eur).toFixed(decimals), language);
}

export const formatPercent = (percent: string, language: Language): string =>
  `${formatNumber(percent, language)}${language === 'fr' ? NARROW : ''}%`;

/** `31/07/2026`, or `31 July 2026`. */
export function formatDate(date: LocalDate, language: Language): string {
  const [year, month, day] = [date.slice(0, 4), date.slice(5, 7), date.slice(8, 10)];
  return language === 'fr' ? `${day}/${month}/${year}` : `${+day} ${MONTHS.en[+month - 1]} ${year}`;
}

/** `juillet 2026`, `July 2026`. */
export const formatMonth = (month: Month, language: Language): string =>
  `${MONTHS[language][+month.slice(5, 7) - 1]} ${month.slice(0, 4)}`;

/** At most so many UTF-16 units, and never half of a character: no document can bear one. */
export const cutTo = (text: string, length: number): string =>
  text.slice(0, length).replace(/[\ud800-\udbff]$/, '');
