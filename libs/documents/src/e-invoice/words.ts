import type { Language } from '#domain/documents';
import type { DocumentLine } from '#events';

type In = Readonly<Record<Language, string>>;

/** Names of item attributes (BT-160). */
export const ATTRIBUTE = {
  unit: { fr: 'Unité', en: 'Unit' },
  adjusted: { fr: 'Document régularisé', en: 'Document adjusted' },
  period: { fr: 'Période régularisée', en: 'Period adjusted' },
  then: { fr: 'Quantité facturée', en: 'Quantity documented' },
  now: { fr: 'Quantité constatée', en: 'Quantity now' },
  priceThen: { fr: 'Prix facturé (EUR)', en: 'Price documented (EUR)' },
  price: { fr: 'Prix (EUR)', en: 'Price (EUR)' },
  priceNow: { fr: 'Prix constaté (EUR)', en: 'Price now (EUR)' },
  amountThen: { fr: 'Montant facturé (EUR)', en: 'Amount documented (EUR)' },
  amountNow: { fr: 'Montant constaté (EUR)', en: 'Amount now (EUR)' },
  energy: { fr: 'Énergie (Wh)', en: 'Energy (Wh)' },
} as const satisfies Readonly<Record<string, In>>;

/**
 * UN/ECE recommendation 20, and in words what its code leaves open. A second of one core is a second of work, as a
 * man-hour is an hour; a GHz-second is a number of cycles and has no code, so it counts as units.
 */
export const UNIT: Readonly<
  Record<DocumentLine['unit'], { readonly code: string; readonly words: In | null }>
> = {
  'core-second': { code: 'SEC', words: { fr: 'seconde de cœur', en: 'core-second' } },
  'GHz-second': { code: 'C62', words: { fr: 'GHz-seconde', en: 'GHz-second' } },
  kWh: { code: 'KWH', words: null },
  package: { code: 'C62', words: { fr: 'forfait', en: 'package' } },
  one: { code: 'C62', words: null },
};

/** Payment terms (BT-20). */
export const TERMS = {
  by: { fr: 'Payable au plus tard le', en: 'Payable by' },
  credit: { fr: 'Avoir : l’acheteur n’a rien à payer.', en: 'Credit note: the buyer has nothing to pay.' },
  agreed: { fr: 'Payable selon les conditions convenues.', en: 'Payable on the terms agreed.' },
} as const satisfies Readonly<Record<string, In>>;
