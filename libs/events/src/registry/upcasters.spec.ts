import { eventRegistry, readEvent } from './index.js';

const party = (name: string) => ({
  party: null,
  identity: { name, address: '1 rue Haute, 75012 Paris' },
  country: 'FR',
  siren: null,
  vatNumber: null,
});

/** As the program wrote invoices before they were e-invoices. */
const invoiceOfVersion1 = {
  kind: 'invoice',
  typeCode: '380',
  series: 'main',
  number: 'F-1',
  planned: '2026-03.invoice.lab',
  period: '2026-03',
  cutIndex: 7,
  issueDate: '2026-04-02',
  dueDate: '2026-05-02',
  language: 'fr',
  currency: 'EUR',
  seller: party('Chaleur & Calcul SAS'),
  buyer: party('Lab'),
  contractReference: null,
  vatPoint: 'receipts',
  lines: [],
  linesAt: null,
  vat: [],
  netCents: 0,
  vatCents: 0,
  grossCents: 0,
  cites: [],
  mentions: ['Pas d’escompte pour paiement anticipé.'],
  entry: { journal: 'VE', date: '2026-04-02', piece: 'F-1', label: 'Facture', postings: [] },
};

test.each([
  'InvoiceIssued',
  'CreditNoteIssued',
  'SelfBilledInvoiceIssued',
  'SelfBilledCreditNoteIssued',
  'RepaymentStatementIssued',
  'RepaymentCorrectionIssued',
  'PrepaymentInvoiceIssued',
])('%s of before e-invoices reads as one of which no XML is drawn', (type) => {
  const lifted = readEvent({ type, version: 1, data: JSON.stringify(invoiceOfVersion1) });
  expect(eventRegistry.fault(lifted)).toBeNull();
  expect(lifted.data).toMatchObject({
    number: 'F-1',
    profile: null,
    seller: { endpoint: null, siret: null },
    mentions: [{ code: null, text: 'Pas d’escompte pour paiement anticipé.' }],
  });
});
