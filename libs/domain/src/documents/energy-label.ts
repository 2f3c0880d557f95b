import type { Facts } from '#domain/facts';
import type { Charge } from '#domain/rating';
import type { Language } from './format.js';

/** Price cells as suppliers print them; a flat price needs no word. */
const CELL_NAMES: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  hp: { fr: 'heures pleines', en: 'peak hours' },
  hc: { fr: 'heures creuses', en: 'off-peak hours' },
  'blue-hp': { fr: 'jours bleus, heures pleines', en: 'blue days, peak hours' },
  'blue-hc': { fr: 'jours bleus, heures creuses', en: 'blue days, off-peak hours' },
  'white-hp': { fr: 'jours blancs, heures pleines', en: 'white days, peak hours' },
  'white-hc': { fr: 'jours blancs, heures creuses', en: 'white days, off-peak hours' },
  'red-hp': { fr: 'jours rouges, heures pleines', en: 'red days, peak hours' },
  'red-hc': { fr: 'jours rouges, heures creuses', en: 'red days, off-peak hours' },
  hph: { fr: 'heures pleines, saison haute', en: 'peak hours, high season' },
  hch: { fr: 'heures creuses, saison haute', en: 'off-peak hours, high season' },
  hpb: { fr: 'heures pleines, saison basse', en: 'peak hours, low season' },
  hcb: { fr: 'heures creuses, saison basse', en: 'off-peak hours, low season' },
  peak: { fr: 'heures de pointe', en: 'critical peak hours' },
  spot: { fr: 'prix horaires', en: 'hourly prices' },
};

/** Where electricity was drawn, and in which hours where their prices differ. */
export function energyLabel(charge: Charge, facts: Facts, language: Language): string {
  const point = facts.supplyPoints.get(charge.subject);
  const site = facts.sites.get(point?.registered.site ?? '');
  const door = site?.dwellings.get(point?.registered.dwelling ?? '');
  const where = [site?.registered.name, door].filter((part) => part !== undefined).join(', ');
  const hours = cellText(charge.energy?.priceCell ?? null, language);
  return language === 'fr'
    ? `Électricité des radiateurs${hours}, ${where}, point de livraison ${charge.subject}`
    : `Electricity of the heaters${hours}, ${where}, supply point ${charge.subject}`;
}

/** In brackets the hours of a price cell; nothing where one price holds for all. */
export function cellText(priceCell: string | null, language: Language): string {
  const name = CELL_NAMES[priceCell ?? '']?.[language];
  return name === undefined ? '' : ` (${name})`;
}
