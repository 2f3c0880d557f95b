import type { Month } from '#domain/calendar';
import type { Facts } from '#domain/facts';
import type { Charge } from '#domain/rating';
import type { DocumentLine } from '#events';
import { cellText, energyLabel } from './energy-label.js';
import { cutTo, formatMonth, formatNumber, formatPrice, type Language } from './format.js';
import { PER, QUANTITY_UNITS, type PriceUnit } from './units.js';
import { workLabel } from './work-label.js';

const LABEL_LENGTH = 300;

/** What a line is, in the words of its reader. */
export function chargeLabel(charge: Charge, facts: Facts, language: Language): string {
  const { work } = charge;
  const text = work === undefined ? energyLabel(charge, facts, language) : workLabel(charge, work, language);
  return cutTo(text, LABEL_LENGTH);
}

/** What is adjusted: the month and the place of the line, then what was documented and what counts now. */
export interface Adjusted {
  readonly period: Month;
  /** Supply point or contract. */
  readonly subject: string;
  /** Of electricity: the cell of its tariff. */
  readonly priceCell: string | null;
  readonly unit: DocumentLine['unit'];
  readonly quantityThen: string;
  readonly quantityNow: string;
  readonly priceThenEur: string;
  readonly priceNowEur: string;
  /** What the prices are of; null: they are amounts. */
  readonly per: PriceUnit | null;
}

/** What an adjustment line is. Fees and top-ups have no quantity; where the quantity stands, its price was corrected. */
export function adjustmentLabel(what: Adjusted, document: string, language: Language): string {
  const month = formatMonth(what.period, language);
  const where = `${what.subject}${cellText(what.priceCell, language)}`;
  const about =
    language === 'fr' ? `Régularisation de ${month}, ${where}` : `Adjustment of ${month}, ${where}`;
  const change = changeOf(what, language);
  const colon = change === '' ? '' : language === 'fr' ? ' : ' : ': ';
  return cutTo(`${about}${colon}${change} (document ${document})`, LABEL_LENGTH);
}

const INSTEAD: Readonly<Record<Language, string>> = { fr: 'au lieu de', en: 'instead of' };
const AT: Readonly<Record<Language, string>> = { fr: 'à', en: 'at' };

function changeOf(what: Adjusted, language: Language): string {
  const { quantityThen, quantityNow, priceThenEur, priceNowEur, per } = what;
  const unit = QUANTITY_UNITS[what.unit]?.[language];
  const [then, now] = [formatNumber(quantityThen, language), formatNumber(quantityNow, language)];
  if (unit !== undefined && then !== now) return `${now} ${unit} ${INSTEAD[language]} ${then} ${unit}`;
  const [before, after] = [priceText(priceThenEur, language), priceText(priceNowEur, language)];
  const of = per === null ? '' : ` ${PER[per][language]}`;
  const prices = before === after ? null : `${after} ${INSTEAD[language]} ${before}${of}`;
  if (unit === undefined) return prices ?? '';
  return prices === null ? `${now} ${unit}` : `${now} ${unit} ${AT[language]} ${prices}`;
}

function priceText(eur: string, language: Language): string {
  const amount = formatPrice(eur, language);
  return language === 'fr' ? `${amount}\u202f€` : `€${amount}`;
}
