import type { PrintableDocument } from '#documents/model';
import type { DocumentLine, Mention } from '#events';
import { DUTCH, OWNER, PERSON, SWISS, TOWN, party } from './e-invoice-parties.js';
import { COMPANY, invoice, line } from './printable.js';

const NATURE: Mention = { code: null, text: 'Nature de l’opération : prestations de services.' };
const NO_DISCOUNT: Mention = { code: 'AAB', text: 'Pas d’escompte pour paiement anticipé.' };
const LATE: readonly Mention[] = [
  NO_DISCOUNT,
  {
    code: 'PMD',
    text: 'Retard de paiement : pénalités au taux annuel de 12,15 % (art. L441-10 du code de commerce).',
  },
  {
    code: 'PMT',
    text: 'Indemnité forfaitaire pour frais de recouvrement en cas de retard : 40 € (art. D441-5 du code de commerce).',
  },
];

type Changes = Partial<PrintableDocument>;
const totalled = (lines: DocumentLine[], changes: Changes = {}): PrintableDocument => {
  const netCents = lines.reduce((sum, { amountCents }) => sum + amountCents, 0);
  const [{ vatCategory: category, vatRate: rate }] = lines as [DocumentLine];
  const vatCents = Math.round((netCents * Number(rate)) / 100);
  const vat = [{ category, rate, baseCents: netCents, vatCents }];
  return invoice({ lines, vat, netCents, vatCents, grossCents: netCents + vatCents, ...changes });
};
/** One line of computing without VAT. */
const untaxed = (category: DocumentLine['vatCategory'], changes: Changes): PrintableDocument =>
  totalled(
    [line('Computing, contract rv-1 (384.00 core-hours)', 1920, { vatCategory: category, vatRate: '0' })],
    {
      cites: [],
      mentions: [NATURE, ...LATE],
      vatPoint: 'none',
      ...changes,
    },
  );

const ADJUSTMENT = line(
  'Régularisation de juillet 2026, rv-1 : 1\u202f376\u202f100,000 cœur·s au lieu de 1\u202f378\u202f800,000 cœur·s (document F-97)',
  -375,
  {
    quantity: '1',
    unit: 'one',
    priceEur: '-3.75',
    priceBase: 1,
    from: '2026-07-01',
    to: '2026-07-31',
    adjusts: {
      document: 'F-97',
      period: '2026-07',
      quantityThen: '1378800.000',
      quantityNow: '1376100.000',
      priceEur: '0.05',
      priceThenEur: '0.05',
      unit: 'core-second',
      per: 'core-hour',
    },
  },
);
const FEE = line('Frais fixes, contrat rv-1', 2500, {
  quantity: '1',
  unit: 'one',
  priceEur: '25.00',
  priceBase: 1,
});
/** 90 000 GHz·s at 0.0000125 € a GHz·s: a price below six decimals. */
const CYCLES = line('Calcul, contrat rv-ghz (25,00 GHz-heures)', 113, {
  quantity: '90000.000',
  unit: 'GHz-second',
  priceEur: '0.0000125',
  priceBase: 1,
});
const PACKAGES = line('Calcul, contrat rv-2, forfaits entamés de 1 000 heures-cœur', 9000, {
  quantity: '3',
  unit: 'package',
  priceEur: '30',
  priceBase: 1,
});
const ENERGY = line(
  'Électricité des radiateurs (heures pleines), Les Tilleuls, Porte A12, point de livraison 00000000000012',
  2001,
  {
    quantity: '100.000',
    unit: 'kWh',
    priceEur: '0.2001',
    priceBase: 1,
  },
);
/** Hourly prices: their exact sum, here below zero. */
const HOURLY = line('Électricité des radiateurs (prix horaires), Les Tilleuls', -42, {
  quantity: '1',
  unit: 'one',
  priceEur: '-0.42',
  priceBase: 1,
  energyWh: 12_345,
});

const credited: Changes = { payment: null, dueDate: null, mentions: [NATURE, ...LATE] };
const selfBilled = {
  seller: OWNER,
  buyer: { ...COMPANY, legalMention: null },
  series: 'tilleuls',
  process: 'B1',
  contractReference: 'MANDAT-7',
  vatPoint: 'debits',
  mentions: [
    {
      code: null,
      text: 'Autofacturation : facture établie par Chaleur & Calcul SAS au nom et pour le compte de SCI Les Tilleuls.',
    },
    ...LATE,
  ],
} satisfies Changes;

const HARD_NAME = `«Rendu & <Vif>» "l’été" 😀 ${'très '.repeat(54)}lon`;

/** A document of every kind that is an e-invoice, by name. */
export const E_INVOICES: Readonly<Record<string, PrintableDocument>> = {
  '380': invoice(),
  '380 adjusted': totalled([
    line('Calcul, contrat rv-1 (384,00 heures-cœur)', 1920),
    FEE,
    CYCLES,
    PACKAGES,
    ADJUSTMENT,
  ]),
  '380 prepaid': totalled([line('Calcul, contrat rv-1 (384,00 heures-cœur)', 1920), FEE], {
    cites: [],
    process: 'S4',
    prepaid: [{ number: 'F-120', issueDate: '2026-07-15', grossCents: 3000, vatCents: 500 }],
  }),
  '380 prepaid whole': totalled([FEE], {
    cites: [],
    process: 'S4',
    dueDate: null,
    payment: null,
    mentions: [
      NATURE,
      { code: null, text: 'Facture acquittée par acompte : rien ne reste à payer.' },
      ...LATE,
    ],
    prepaid: [
      { number: 'F-120', issueDate: '2026-07-15', grossCents: 1000, vatCents: 167 },
      { number: 'F-121', issueDate: '2026-07-20', grossCents: 2000, vatCents: 333 },
    ],
  }),
  '380 reissued, paid': totalled([FEE], {
    cites: [{ number: 'F-97', issueDate: '2026-08-03' }],
    process: 'S2',
    dueDate: null,
    payment: null,
    mentions: [NATURE, { code: null, text: 'Facture acquittée : rien ne reste à payer.' }, ...LATE],
    replaces: { number: 'F-97', issueDate: '2026-08-03', creditNote: 'F-127' },
    received: { cents: 3000, on: '2026-08-20', prepayments: [] },
  }),
  '380 reissued after a prepayment': totalled([FEE], {
    cites: [{ number: 'F-97', issueDate: '2026-08-03' }],
    process: 'S4',
    replaces: { number: 'F-97', issueDate: '2026-08-03', creditNote: 'F-127' },
    received: { cents: 1000, on: '2026-09-03', prepayments: [{ number: 'F-90', issueDate: '2026-07-15' }] },
  }),
  '380 debits': totalled([FEE], { cites: [], vatPoint: 'debits' }),
  '380 free': totalled([line('Calcul, contrat bourse-1 (384,00 heures-cœur)', 0, { priceEur: '0' })], {
    cites: [],
  }),
  '380 forty lines': totalled(
    Array.from({ length: 40 }, (_, i) =>
      line(`Calcul, contrat rv-${i + 1} (${i + 1},00 heures-cœur)`, 5 * (i + 1), {
        quantity: `${3600 * (i + 1)}.000`,
      }),
    ),
    { cites: [] },
  ),
  '380 hard name': totalled([line(`${'Calcul & <rendu> "été" 😀 '.repeat(11)}fin`, 1920)], {
    cites: [],
    buyer: party({ name: HARD_NAME, address: "12 bis, rue de l'Été & Fils <cour>\n44000 Nantes" }),
  }),
  '380 two rates': invoice({
    lines: [
      line('Calcul', 10000, { quantity: '7200000', vatRate: '20' }),
      line('Calcul (Réunion)', 10000, { quantity: '7200000', vatRate: '8.5' }),
    ],
    vat: [
      { category: 'S', rate: '20', baseCents: 10000, vatCents: 2000 },
      { category: 'S', rate: '8.5', baseCents: 10000, vatCents: 850 },
    ],
    netCents: 20000,
    vatCents: 2850,
    grossCents: 22850,
    cites: [],
  }),
  '381': totalled([line('Calcul, contrat rv-1 (384,00 heures-cœur)', 1920)], {
    ...credited,
    kind: 'credit-note',
    typeCode: '381',
    number: 'F-129',
  }),
  '384': totalled([line('Calcul, contrat rv-1 (384,00 heures-cœur)', 1920)], {
    kind: 'corrected-invoice',
    typeCode: '384',
    number: 'F-130',
    payment: null,
  }),
  '384 late': totalled([FEE], {
    kind: 'corrected-invoice',
    typeCode: '384',
    number: 'F-130',
    process: 'S4',
    dueDate: '2026-09-01',
    payment: null,
    prepaid: [{ number: 'F-120', issueDate: '2026-07-15', grossCents: 1000, vatCents: 167 }],
  }),
  '386': totalled([{ ...FEE, label: 'Acompte sur le contrat rv-1', from: '2026-08-20', to: '2026-08-20' }], {
    ...credited,
    kind: 'prepayment-invoice',
    typeCode: '386',
    number: 'F-131',
    process: 'S2',
    cites: [],
  }),
  '389': totalled([ENERGY, HOURLY], {
    ...selfBilled,
    kind: 'self-billed-invoice',
    typeCode: '389',
    number: 'A-TILLEULS-1',
    cites: [],
  }),
  '261': totalled([ENERGY], {
    ...selfBilled,
    kind: 'self-billed-credit-note',
    typeCode: '261',
    number: 'A-TILLEULS-2',
    payment: null,
    dueDate: null,
    cites: [{ number: 'A-TILLEULS-1', issueDate: '2026-08-02' }],
  }),
  'AE to the Netherlands': untaxed('AE', {
    buyer: DUTCH,
    profile: 'B2BINT',
    language: 'en',
    exemptions: [{ category: 'AE', code: 'VATEX-EU-AE', text: 'Reverse charge (autoliquidation)' }],
  }),
  'O to Switzerland': untaxed('O', {
    seller: { ...COMPANY, vatNumber: null },
    buyer: SWISS,
    profile: 'B2BINT',
    language: 'en',
    exemptions: [
      { category: 'O', code: 'VATEX-EU-O', text: 'Outside the scope of French VAT (art. 259 ff. CGI)' },
    ],
  }),
  'G to Switzerland': untaxed('G', {
    buyer: SWISS,
    profile: 'B2BINT',
    exemptions: [{ category: 'G', code: 'VATEX-EU-G', text: 'Exonération (art. 262 I du CGI)' }],
  }),
  E: untaxed('E', {
    exemptions: [
      { category: 'E', code: 'VATEX-FR-CGI261-4', text: 'Exonération de TVA (art. 261-4 du CGI)' },
    ],
  }),
  Z: untaxed('Z', {}),
  'B2G by Chorus Pro': totalled([FEE], {
    cites: [],
    buyer: TOWN,
    profile: 'B2G',
    purchaseOrder: 'ENG-2026-0042',
    buyerReference: 'SERVICE-INFO',
  }),
  B2C: totalled([FEE], { cites: [], buyer: PERSON, profile: 'B2C', mentions: [NATURE] }),
};
