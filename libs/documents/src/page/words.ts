import { isSale, type Language } from '#domain/documents';
import type { DocumentKind, DocumentLine } from '#events';

type In = Readonly<Record<Language, string>>;

export const TITLE: Readonly<Record<DocumentKind, In>> = {
  invoice: { fr: 'Facture', en: 'Invoice' },
  'credit-note': { fr: 'Avoir', en: 'Credit note' },
  'self-billed-invoice': { fr: 'Facture (autofacturation)', en: 'Self-billed invoice' },
  'self-billed-credit-note': { fr: 'Avoir (autofacturation)', en: 'Self-billed credit note' },
  'repayment-statement': { fr: 'Relevé de remboursement', en: 'Repayment statement' },
  'repayment-correction': { fr: 'Rectificatif de remboursement', en: 'Repayment correction' },
  'prepayment-invoice': { fr: 'Facture d’acompte', en: 'Prepayment invoice' },
  'corrected-invoice': { fr: 'Facture rectificative', en: 'Corrected invoice' },
};

/** How the two parties are called: first the one who sells, then the one who buys. */
export function partyWords(kind: DocumentKind, language: Language): readonly [string, string] {
  const words: Readonly<Record<Language, readonly [string, string]>> = isSale(kind)
    ? { fr: ['Vendeur', 'Client'], en: ['Seller', 'Customer'] }
    : kind === 'self-billed-invoice' || kind === 'self-billed-credit-note'
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
  'corrected-invoice': { fr: 'Total à payer', en: 'Total due' },
};

export const UNIT: Readonly<Record<DocumentLine['unit'], In>> = {
  'core-second': { fr: 'cœur·s', en: 'core·s' },
  'GHz-second': { fr: 'GHz·s', en: 'GHz·s' },
  kWh: { fr: 'kWh', en: 'kWh' },
  package: { fr: 'forfait', en: 'package' },
  one: { fr: '', en: '' },
};

export const WORDS = {
  number: { fr: 'Numéro', en: 'Number' },
  issued: { fr: 'Date d’émission', en: 'Issue date' },
  period: { fr: 'Période', en: 'Period' },
  due: { fr: 'Échéance', en: 'Payment due' },
  reference: { fr: 'Référence', en: 'Reference' },
  item: { fr: 'Désignation', en: 'Item' },
  quantity: { fr: 'Quantité', en: 'Quantity' },
  price: { fr: 'Prix unitaire', en: 'Unit price' },
  vat: { fr: 'TVA', en: 'VAT' },
  amount: { fr: 'Montant', en: 'Amount' },
  amountExVat: { fr: 'Montant HT', en: 'Amount excl. VAT' },
  priceExVat: { fr: 'Prix unitaire HT', en: 'Unit price excl. VAT' },
  net: { fr: 'Total HT', en: 'Total excl. VAT' },
  gross: { fr: 'Total TTC', en: 'Total incl. VAT' },
  prepaid: { fr: 'Acompte', en: 'Prepaid' },
  on: { fr: 'sur', en: 'on' },
  to: { fr: 'au', en: 'to' },
  carried: { fr: 'suite page suivante', en: 'continued overleaf' },
  page: { fr: 'page', en: 'page' },
  vatNumber: { fr: 'TVA', en: 'VAT' },
} as const satisfies Readonly<Record<string, In>>;
