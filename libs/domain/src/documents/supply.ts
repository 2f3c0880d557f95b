import { firstDay, lastDay, monthOf, type LocalDate } from '#domain/calendar';
import type { DocumentLine } from '#events';
import { formatDate, formatMonth, type Language } from './format.js';

/** Days, both included. */
export interface SupplyDays {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** First to last day of supply over all lines (EN 16931 BG-14), whichever month issues the document. Fails without lines. */
export const supplyDaysOf = (lines: readonly Pick<DocumentLine, 'from' | 'to'>[]): SupplyDays =>
  lines.reduce<SupplyDays>(
    ({ from, to }, line) => ({ from: line.from < from ? line.from : from, to: line.to > to ? line.to : to }),
    lines[0]!,
  );

const TO: Readonly<Record<Language, string>> = { fr: 'au', en: 'to' };

/** `mars 2026` where it is a whole month, else `29/03/2026 au 30/04/2026`. */
export function formatSupply({ from, to }: SupplyDays, language: Language): string {
  const month = monthOf(from);
  if (from === firstDay(month) && to === lastDay(month)) return formatMonth(month, language);
  const first = formatDate(from, language);
  return from === to ? first : `${first} ${TO[language]} ${formatDate(to, language)}`;
}
