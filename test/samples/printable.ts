import type { PrintableDocument, PrintableParty, PrintableProof } from '#processes/rendering';
import type { DocumentLine } from '#events';

export const COMPANY: PrintableParty = {
  name: 'Chaleur & Calcul SAS',
  address: '10 rue de la Forge, 92120 Montrouge',
  country: 'FR',
  siren: '732829320',
  vatNumber: 'FR44732829320',
};
const CLIENT: PrintableParty = {
  name: 'Rendu Vif SARL',
  address: '3 quai Nord, 44000 Nantes',
  country: 'FR',
  siren: '404833048',
  vatNumber: 'FR83404833048',
};

export const line = (
  label: string,
  amountCents: number,
  changes: Partial<DocumentLine> = {},
): DocumentLine => ({
  key: '2026-08|work|rv-1|usage|core@2026-01-01',
  label,
  quantity: '1382400.000',
  unit: 'core-second',
  priceEur: '0.05',
  priceBase: 3600,
  amountCents,
  vatCategory: 'S',
  vatRate: '20',
  from: '2026-08-01',
  to: '2026-08-31',
  adjusts: null,
  ...changes,
});

export const invoice = (changes: Partial<PrintableDocument> = {}): PrintableDocument => ({
  kind: 'invoice',
  typeCode: '380',
  series: 'main',
  number: 'F-128',
  period: '2026-08',
  issueDate: '2026-09-02',
  dueDate: '2026-10-02',
  language: 'fr',
  currency: 'EUR',
  seller: COMPANY,
  buyer: CLIENT,
  contractReference: 'PO-2026-118',
  vatPoint: 'receipts',
  lines: [
    line('Calcul, contrat rv-1 (384,00 heures-cœur)', 1920),
    line('Calcul, contrat rv-anim (25 000,00 heures-cœur)', 125000, { quantity: '90000000.000' }),
    line(
      'Régularisation de juillet 2026, rv-1 : 1\u202f382\u202f400,000 cœur·s au lieu de 1\u202f378\u202f800,000 cœur·s (document F-97)',
      5,
      {
        quantity: '1',
        unit: 'one',
        priceEur: '0.05',
        priceBase: 1,
        from: '2026-07-01',
        to: '2026-07-31',
      },
    ),
  ],
  vat: [{ category: 'S', rate: '20', baseCents: 126925, vatCents: 25385 }],
  netCents: 126925,
  vatCents: 25385,
  grossCents: 152310,
  cites: [{ number: 'F-97', issueDate: '2026-08-03' }],
  mentions: [
    'Nature de l’opération : prestations de services.',
    'Paiement par virement : IBAN FR7630006000011234567890189, BIC AGRIFRPP.',
    'Pas d’escompte pour paiement anticipé.',
    'Retard de paiement : pénalités au taux annuel de 12,15 % et indemnité forfaitaire pour frais de recouvrement de 40 € (art. L441-10 et D441-5 du code de commerce).',
  ],
  ...changes,
});

export const proof = (changes: Partial<PrintableProof> = {}): PrintableProof => ({
  number: '2026-08-0012',
  period: '2026-08',
  issueDate: '2026-09-02',
  language: 'fr',
  company: 'Chaleur & Calcul SAS',
  site: 'Les Tilleuls',
  address: '1 rue Haute, 75012 Paris',
  door: 'Porte A12',
  resident: 'r-0012',
  from: '2026-08-01',
  to: '2026-08-31',
  status: 'SHORT',
  reasons: ['PRICE_ABOVE_CREDIT', 'REGISTER_NOT_AGREED'],
  mainWh: 200_000,
  auxWh: 12_300,
  ownCostCents: 4174,
  creditedCents: 4002,
  shortCents: 172,
  ownerPays: null,
  residentPays: true,
  valueCents: 4174,
  sensedS: 2_678_400,
  atSetpointS: 2_600_000,
  creditedBy: [{ number: 'R-12', issueDate: '2026-09-02' }],
  ...changes,
});
