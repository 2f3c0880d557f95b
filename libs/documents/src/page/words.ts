import { isSale, isSelfBilled, type Language } from '#domain/documents';
import type { DailyUsage, DocumentKind, DocumentLine } from '#events';

export type In = Readonly<Record<Language, string>>;

export const TITLE: Readonly<Record<DocumentKind, In>> = {
  invoice: { fr: 'Facture', en: 'Invoice' },
  'credit-note': { fr: 'Avoir', en: 'Credit note' },
  'self-billed-invoice': { fr: 'Facture', en: 'Self-billed invoice' },
  'self-billed-credit-note': { fr: 'Avoir', en: 'Self-billed credit note' },
  'repayment-statement': { fr: 'Relevé de remboursement', en: 'Repayment statement' },
  'repayment-correction': { fr: 'Rectificatif de remboursement', en: 'Repayment correction' },
  'prepayment-invoice': { fr: 'Facture d’acompte', en: 'Prepayment invoice' },
  'corrected-invoice': { fr: 'Facture rectificative', en: 'Corrected invoice' },
};

/** How the two parties are called: first the one who sells, then the one who buys. */
export function partyWords(kind: DocumentKind, language: Language): readonly [string, string] {
  const words: Readonly<Record<Language, readonly [string, string]>> = isSale(kind)
    ? { fr: ['Vendeur', 'Client'], en: ['Seller', 'Customer'] }
    : isSelfBilled(kind)
      ? {
          fr: ['Fournisseur', 'Client, émetteur de la facture'],
          en: ['Supplier', 'Customer, who issues the invoice'],
        }
      : { fr: ['Bénéficiaire', 'Remboursé par'], en: ['Beneficiary', 'Repaid by'] };
  return words[language];
}

/** What the sum at the bottom is. */
export const TOTAL: Readonly<Record<DocumentKind, In>> = {
  invoice: { fr: 'Total à payer', en: 'Total due' },
  'credit-note': { fr: 'Total de l’avoir', en: 'Total credited' },
  'self-billed-invoice': { fr: 'Total à vous verser', en: 'Total due to you' },
  'self-billed-credit-note': { fr: 'Total de l’avoir', en: 'Total credited' },
  'repayment-statement': { fr: 'Total à rembourser', en: 'Total to be repaid' },
  'repayment-correction': { fr: 'Total à déduire', en: 'Total to deduct' },
  'prepayment-invoice': { fr: 'Acompte reçu', en: 'Prepayment received' },
  'corrected-invoice': { fr: 'Total TTC corrigé', en: 'Corrected total' },
};

const UNIT: Readonly<Record<DocumentLine['unit'], In>> = {
  'core-second': { fr: 'cœur·s', en: 'core·s' },
  'GHz-second': { fr: 'GHz·s', en: 'GHz·s' },
  kWh: { fr: 'kWh', en: 'kWh' },
  package: { fr: 'forfait', en: 'package' },
  one: { fr: '', en: '' },
};

const PACKAGES: In = { fr: 'forfaits', en: 'packages' };

/** The unit beside a figure: of packages there is one or many (in French from two on). */
export function unitWord(unit: DocumentLine['unit'], figure: string, language: Language): string {
  const size = Math.abs(Number(figure));
  const isMany = language === 'fr' ? size >= 2 : size !== 1;
  return (unit === 'package' && isMany ? PACKAGES : UNIT[unit])[language];
}

/** What seconds of computing are read as. */
export const HOURS = {
  'core-second': { fr: 'heures-cœur', en: 'core-hours' },
  'GHz-second': { fr: 'GHz-heures', en: 'GHz-hours' },
} as const satisfies Partial<Readonly<Record<DocumentLine['unit'], In>>>;

export const DAILY_UNIT: Readonly<Record<DailyUsage['unit'], In>> = {
  'core-hour': HOURS['core-second'],
  'GHz-hour': HOURS['GHz-second'],
  kWh: { fr: 'kWh', en: 'kWh' },
};

/** VAT categories (UNTDID 5305) as a person reads them; S is its rate. */
export const CATEGORY: Readonly<Record<string, In>> = {
  AE: { fr: 'Autoliquidation', en: 'Reverse charge' },
  O: { fr: 'Hors champ de la TVA', en: 'Outside the scope of VAT' },
  Z: { fr: 'Taux zéro', en: 'Zero rate' },
  G: { fr: 'Exportation', en: 'Export' },
  E: { fr: 'Exonéré', en: 'Exempt' },
};

/** Words that the law wants seen (CGI ann. II art. 242 nonies A, 13° and 15°): both have to be in French. */
export const CHIPS = {
  selfBilled: { fr: 'Autofacturation', en: 'Self-billing (autofacturation)' },
  reverseCharge: { fr: 'Autoliquidation', en: 'Reverse charge (autoliquidation)' },
} as const satisfies Readonly<Record<string, In>>;

/** The same where something was paid before. */
export const LEFT = {
  byReader: { fr: 'Reste à payer', en: 'Left to pay' },
  toReader: { fr: 'Reste à verser', en: 'Left to be paid' },
} as const satisfies Readonly<Record<string, In>>;

export const WORDS = {
  number: { fr: 'Numéro', en: 'Number' },
  issued: { fr: 'Date d’émission', en: 'Issue date' },
  period: { fr: 'Période', en: 'Period' },
  due: { fr: 'Échéance', en: 'Payment due' },
  contract: { fr: 'Référence du contrat', en: 'Contract reference' },
  order: { fr: 'Votre commande', en: 'Your order' },
  engagement: { fr: 'Numéro d’engagement', en: 'Engagement number' },
  buyerReference: { fr: 'Votre référence', en: 'Your reference' },
  service: { fr: 'Code service', en: 'Service code' },
  credits: { fr: 'Avoir sur', en: 'Credits' },
  corrects: { fr: 'Rectifie', en: 'Corrects' },
  replaces: { fr: 'Annule et remplace', en: 'Cancels and replaces' },
  dated: { fr: 'du', en: 'of' },
  item: { fr: 'Désignation', en: 'Item' },
  quantity: { fr: 'Quantité', en: 'Quantity' },
  price: { fr: 'Prix unitaire', en: 'Unit price' },
  vat: { fr: 'TVA', en: 'VAT' },
  amount: { fr: 'Montant', en: 'Amount' },
  amountExVat: { fr: 'Montant HT', en: 'Amount excl. VAT' },
  priceExVat: { fr: 'Prix unitaire HT', en: 'Unit price excl. VAT' },
  per: { fr: 'par', en: 'per' },
  net: { fr: 'Total HT', en: 'Total excl. VAT' },
  base: { fr: 'Base HT', en: 'Base excl. VAT' },
  rate: { fr: 'Taux', en: 'Rate' },
  gross: { fr: 'Total TTC', en: 'Total incl. VAT' },
  vatTotal: { fr: 'Total TVA', en: 'Total VAT' },
  received: { fr: 'Déjà réglé', en: 'Already paid' },
  whole: { fr: 'Total', en: 'Total' },
  supersedes: { fr: 'Remplace', en: 'Replaces' },
  prepaid: { fr: 'Acompte', en: 'Prepaid' },
  prepayments: { fr: 'Acomptes déduits', en: 'Prepayments deducted' },
  to: { fr: 'au', en: 'to' },
  forward: { fr: 'À reporter', en: 'Carried forward' },
  brought: { fr: 'Report', en: 'Brought forward' },
  page: { fr: 'page', en: 'page' },
  vatNumber: { fr: 'TVA', en: 'VAT' },
  endpoint: { fr: 'Adresse électronique', en: 'Electronic address' },
  daily: { fr: 'Usage par jour', en: 'Usage per day' },
  total: { fr: 'total', en: 'total' },
  payByTransfer: { fr: 'Paiement par virement', en: 'Payment by bank transfer' },
  payOrScan: {
    fr: 'Paiement par virement, ou par ce code dans votre application bancaire',
    en: 'Payment by bank transfer, or by this code in your banking app',
  },
  paidToYou: { fr: 'Versement', en: 'Payment to you' },
  payee: { fr: 'Bénéficiaire', en: 'Payee' },
  toPay: { fr: 'Montant', en: 'Amount' },
  payBy: { fr: 'À payer au plus tard le', en: 'To be paid by' },
  transferText: { fr: 'Libellé du virement', en: 'Text of the transfer' },
  remittance: { fr: 'Référence à rappeler', en: 'Reference to quote' },
  creditUsed: {
    fr: 'Cet avoir vient en déduction de la facture ; ce qui excède le montant restant dû vous est remboursé ou déduit d’une facture suivante.',
    en: 'This credit note reduces the invoice; what exceeds the amount still due is repaid to you or deducted from a later invoice.',
  },
  ownerCreditUsed: {
    fr: 'Cet avoir vient en déduction de la facture ; ce qui vous a déjà été versé en trop est déduit d’un versement suivant.',
    en: 'This credit note reduces the invoice; what was already paid to you in excess is deducted from a later payment.',
  },
  log: { fr: 'Inscrit au journal sous l’index', en: 'Recorded in the log at index' },
  facturX: {
    fr: 'Facture électronique Factur-X (EN 16931) : les données de cette page sont jointes à ce fichier sous le nom factur-x.xml.',
    en: 'Electronic invoice Factur-X (EN 16931): the data of this page are attached to this file as factur-x.xml.',
  },
} as const satisfies Readonly<Record<string, In>>;
