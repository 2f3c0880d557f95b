import type { EInvoiceTerms } from './terms.js';

export const CODED_NOTES = [
  ['AAB', 'Pas d’escompte pour paiement anticipé.'],
  ['PMD', 'Retard de paiement : pénalités au taux annuel de 12,15 % (art. L441-10 du code de commerce).'],
  [
    'PMT',
    'Indemnité forfaitaire pour frais de recouvrement en cas de retard : 40 € (art. D441-5 du code de commerce).',
  ],
] as const;
export const PAYMENT = [
  null,
  'Paiement par virement : IBAN FR7630006000011234567890189, BIC AGRIFRPP.',
] as const;
export const NATURE = [null, 'Nature de l’opération : prestations de services.'] as const;
export const B2B = ['BAR', 'B2B'] as const;

export const COMPANY = {
  name: 'Chaleur & Calcul SAS',
  siret: '73282932000074',
  'siret scheme': '0009',
  siren: '732829320',
  'siren scheme': '0002',
  vat: 'FR44732829320',
  endpoint: '732829320',
  'endpoint scheme': '0225',
  line1: '10 rue de la Forge',
  postcode: '92120',
  city: 'Montrouge',
  country: 'FR',
};
export const CLIENT = {
  name: 'Rendu Vif SARL',
  siren: '404833048',
  'siren scheme': '0002',
  vat: 'FR83404833048',
  endpoint: '404833048',
  'endpoint scheme': '0225',
  line1: '3 quai Nord',
  postcode: '44000',
  city: 'Nantes',
  country: 'FR',
};
export const OWNER = {
  name: 'SCI Les Tilleuls',
  siret: '55210055400013',
  'siret scheme': '0009',
  siren: '552100554',
  'siren scheme': '0002',
  vat: 'FR27552100554',
  endpoint: '552100554',
  'endpoint scheme': '0225',
  line1: '1 rue Haute',
  postcode: '75012',
  city: 'Paris',
  country: 'FR',
};

export const AUGUST = { 'BT-134': '2026-08-01', 'BT-135': '2026-08-31' };
export const S20 = { 'BT-151': 'S', 'BT-152': '20' };
export const WORK = {
  'BT-126': '1',
  'BT-153': 'Calcul, contrat rv-1 (384,00 heures-cœur)',
  'BT-129': '1382400.000',
  'BT-130': 'SEC',
  'BT-146': '0.05',
  'BT-149': '3600',
  'BT-150': 'SEC',
  'BT-131': '19.20',
  ...AUGUST,
  ...S20,
  attributes: ['Unité: seconde de cœur'],
};
export const FEE = {
  'BT-126': '1',
  'BT-153': 'Frais fixes, contrat rv-1',
  'BT-129': '1',
  'BT-130': 'C62',
  'BT-146': '25.00',
  'BT-131': '25.00',
  ...AUGUST,
  ...S20,
  attributes: [],
};
export const vatAt20 = (base: string, vat: string): EInvoiceTerms['vat'] => [
  { 'BT-116': base, 'BT-117': vat, 'BT-118': 'S', 'BT-119': '20' },
];

/** Terms of the head: `undefined` takes one away. */
export type Head = Readonly<Record<string, string | undefined>>;
export const HEAD: Head = {
  'BT-1': 'F-128',
  'BT-2': '2026-09-02',
  'BT-3': '380',
  'BT-5': 'EUR',
  'BT-9': '2026-10-02',
  'BT-12': 'PO-2026-118',
  'BT-20': 'Payable au plus tard le 02/10/2026',
  'BT-23': 'S1',
  'BT-24': 'urn:cen.eu:en16931:2017',
  'BT-33': 'SAS au capital de 50 000 €, RCS Nanterre 732 829 320',
  'BT-72': '2026-08-31',
  'BT-73': '2026-08-01',
  'BT-74': '2026-08-31',
  'BT-81': '58',
  'BT-83': 'F-128',
  'BT-84': 'FR7630006000011234567890189',
  'BT-85': 'Chaleur & Calcul SAS',
  'BT-86': 'AGRIFRPP',
};
export const totals = (net: string, vat: string, gross: string, due = gross): Head => ({
  'BT-106': net,
  'BT-109': net,
  'BT-110': vat,
  'BT-112': gross,
  'BT-115': due,
});
export const NO_TRANSFER: Head = {
  'BT-81': undefined,
  'BT-83': undefined,
  'BT-84': undefined,
  'BT-85': undefined,
  'BT-86': undefined,
};

/** What both syntaxes must say; terms of the head that are `undefined` must be absent. */
export type Expected = Omit<EInvoiceTerms, 'root' | 'unread' | 'head'> & { readonly head: Head };
export const of19Eur20: Expected = {
  head: { ...HEAD, ...totals('19.20', '3.84', '23.04') },
  vatPoint: 'on payment',
  notes: [NATURE, PAYMENT, ...CODED_NOTES, B2B],
  preceding: [{ 'BT-25': 'F-97', 'BT-26': '2026-08-03' }],
  seller: COMPANY,
  buyer: CLIENT,
  vat: vatAt20('19.20', '3.84'),
  lines: [WORK],
};
export const of25Eur: Expected = {
  ...of19Eur20,
  head: { ...HEAD, ...totals('25.00', '5.00', '30.00') },
  preceding: [],
  vat: vatAt20('25.00', '5.00'),
  lines: [FEE],
};
export const selfBilled: Expected = {
  ...of25Eur,
  vatPoint: 'on invoicing',
  notes: [
    [
      null,
      'Autofacturation : facture établie par Chaleur & Calcul SAS au nom et pour le compte de SCI Les Tilleuls.',
    ],
    ...CODED_NOTES,
    B2B,
  ],
  seller: OWNER,
  buyer: COMPANY,
};
export const SELF_BILLED_HEAD: Head = {
  'BT-12': 'MANDAT-7',
  'BT-23': 'B1',
  'BT-33': 'SCI au capital de 1 000 €, RCS Paris 552 100 554',
};

export const ENERGY = {
  ...FEE,
  'BT-153':
    'Électricité des radiateurs (heures pleines), Les Tilleuls, Porte A12, point de livraison 00000000000012',
  'BT-129': '100.000',
  'BT-130': 'KWH',
  'BT-146': '0.2001',
  'BT-131': '20.01',
};
export const untaxedTotal = (
  category: string,
  code: string,
  reason: string,
): EInvoiceTerms['vat'][number] => ({
  'BT-116': '19.20',
  'BT-117': '0.00',
  'BT-118': category,
  'BT-119': '0',
  'BT-120': reason,
  'BT-121': code,
});
