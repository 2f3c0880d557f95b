import type { Month } from '#domain/calendar';
import type { Facts } from '#domain/facts';
import type { Charge } from '#domain/rating';
import { energyLabel } from './energy-label.js';
import { cutTo, formatMonth, formatNumber, type Language } from './format.js';
import { workLabel } from './work-label.js';

const LABEL_LENGTH = 300;

/** What a line is, in the words of its reader. */
export function chargeLabel(charge: Charge, facts: Facts, language: Language): string {
  const { work } = charge;
  const text = work === undefined ? energyLabel(charge, facts, language) : workLabel(charge, work, language);
  return cutTo(text, LABEL_LENGTH);
}

const UNITS: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  kWh: { fr: 'kWh', en: 'kWh' },
  'core-second': { fr: 'cœur·s', en: 'core·s' },
  'GHz-second': { fr: 'GHz·s', en: 'GHz·s' },
  package: { fr: 'forfaits', en: 'packages' },
};

/** What an adjustment line is: the month, then what was documented and what stands now. Fees and top-ups have no quantity. */
export function adjustmentLabel(
  what: { subject: string; unit: string; period: Month; quantityThen: string; quantityNow: string },
  document: string,
  language: Language,
): string {
  const month = formatMonth(what.period, language);
  const unit = UNITS[what.unit]?.[language];
  const then = formatNumber(what.quantityThen, language);
  const now = formatNumber(what.quantityNow, language);
  const fr = language === 'fr';
  const about = fr
    ? `Régularisation de ${month}, ${what.subject}`
    : `Adjustment of ${month}, ${what.subject}`;
  // Where the quantity stands, its price was corrected.
  const instead =
    now === then
      ? { fr: ', à un autre prix', en: ', at another price' }
      : { fr: ` au lieu de ${then} ${unit}`, en: ` instead of ${then} ${unit}` };
  const change =
    unit === undefined ? '' : fr ? ` : ${now} ${unit}${instead.fr}` : `: ${now} ${unit}${instead.en}`;
  return cutTo(`${about}${change} (document ${document})`, LABEL_LENGTH);
}
