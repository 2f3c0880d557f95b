import type { Month } from '#domain/calendar';
import type { Facts } from '#domain/facts';
import { Decimal } from '#domain/quantity';
import type { Charge } from '#domain/rating';
import { formatMonth, formatNumber, type Language } from './format.js';

const LABEL_LENGTH = 300;

/** What a line is, in the words of its reader. */
export function chargeLabel(charge: Charge, facts: Facts, language: Language): string {
  const text = charge.unit === 'kWh' ? energyLabel(charge, facts, language) : workLabel(charge, language);
  return text.slice(0, LABEL_LENGTH);
}

function energyLabel(charge: Charge, facts: Facts, language: Language): string {
  const point = facts.supplyPoints.get(charge.subject);
  const site = facts.sites.get(point?.registered.site ?? '');
  const door = site?.dwellings.get(point?.registered.dwelling ?? '');
  const where = [site?.registered.name, door].filter((part) => part !== undefined).join(', ');
  return language === 'fr'
    ? `Électricité des radiateurs, ${where}, point de livraison ${charge.subject}`
    : `Electricity of the heaters, ${where}, supply point ${charge.subject}`;
}

function workLabel(charge: Charge, language: Language): string {
  // Core-seconds are what is invoiced; core-hours are how people think of it.
  const coreHours = formatNumber(new Decimal(charge.quantityText).div(3600).toFixed(2), language);
  return language === 'fr'
    ? `Calcul, contrat ${charge.subject} (${coreHours} heures-cœur)`
    : `Computing, contract ${charge.subject} (${coreHours} core-hours)`;
}

/** What an adjustment line is: the month, then what was documented and what stands now. */
export function adjustmentLabel(
  what: { subject: string; unit: string; period: Month; quantityThen: string; quantityNow: string },
  document: string,
  language: Language,
): string {
  const month = formatMonth(what.period, language);
  const unit = what.unit === 'kWh' ? 'kWh' : language === 'fr' ? 'cœur·s' : 'core·s';
  const then = formatNumber(what.quantityThen, language);
  const now = formatNumber(what.quantityNow, language);
  const text =
    language === 'fr'
      ? `Régularisation de ${month}, ${what.subject} : ${now} ${unit} au lieu de ${then} ${unit} (document ${document})`
      : `Adjustment of ${month}, ${what.subject}: ${now} ${unit} instead of ${then} ${unit} (document ${document})`;
  return text.slice(0, LABEL_LENGTH);
}
