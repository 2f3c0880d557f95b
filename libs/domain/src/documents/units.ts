import type { DocumentLine } from '#events';
import type { Language } from './format.js';

type In = Readonly<Record<Language, string>>;

/** Units of quantities as a person reads them; amounts have none. */
export const QUANTITY_UNITS: Readonly<Record<DocumentLine['unit'], In | null>> = {
  kWh: { fr: 'kWh', en: 'kWh' },
  'core-second': { fr: 'cœur·s', en: 'core·s' },
  'GHz-second': { fr: 'GHz·s', en: 'GHz·s' },
  package: { fr: 'forfaits', en: 'packages' },
  one: null,
};

/** What the price of a line adjusted is of. */
export type PriceUnit = NonNullable<NonNullable<DocumentLine['adjusts']>['per']>;

export const PER: Readonly<Record<PriceUnit, In>> = {
  kWh: { fr: 'par kWh', en: 'per kWh' },
  'core-hour': { fr: 'par heure-cœur', en: 'per core-hour' },
  'GHz-hour': { fr: 'par GHz-heure', en: 'per GHz-hour' },
  package: { fr: 'par forfait', en: 'per package' },
};

/** Work is counted by the second and priced by the hour; null: what is said is an amount. */
export const PRICE_UNITS: Readonly<Record<DocumentLine['unit'], PriceUnit | null>> = {
  kWh: 'kWh',
  'core-second': 'core-hour',
  'GHz-second': 'GHz-hour',
  package: 'package',
  one: null,
};
