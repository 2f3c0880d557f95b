import Type, { type Static } from 'typebox';
import {
  Cents,
  Count,
  Decimal,
  Id,
  LocalDate,
  Month,
  Nullable,
  OneOf,
  Percent,
  SealedText,
  Sha256,
  Shape,
  Text,
  Wh,
} from '../schema/index.js';

const Sealable = Type.Union(
  [
    Shape({ name: Text('name'), address: Text('address') }),
    Shape({ person: SealedText('canonical {name, address} under the key of this document') }),
  ],
  { description: 'name and address as they were at issue' },
);

/** Where an e-invoice is delivered (EN 16931 BT-34, BT-49): scheme of the EAS list, address within it. */
export const Endpoint = Shape({
  scheme: Text('electronic address scheme (EAS): 0225 in France', 4),
  id: Text('electronic address; of scheme 0225 it begins with the SIREN', 100),
});
export type Endpoint = Static<typeof Endpoint>;

export const DocumentParty = Shape({
  party: Nullable(Id('client, owner or resident; none for the company itself')),
  identity: Sealable,
  country: Text('ISO 3166-1 alpha-2', 2),
  siren: Nullable(Text('SIREN', 9)),
  siret: Nullable(Text('SIRET of the establishment', 14)),
  vatNumber: Nullable(Text('VAT number', 20)),
  endpoint: Nullable(Endpoint, 'where e-invoices go; null: none is known'),
  legalMention: Nullable(Text('legal form, capital and register (C. com. R123-237)', 200)),
});
export type DocumentParty = Static<typeof DocumentParty>;

export const DocumentLine = Shape({
  key: Text('line key: what is compared when the past changes', 300),
  label: Text('what it is'),
  quantity: Decimal('quantity'),
  unit: OneOf(['core-second', 'GHz-second', 'kWh', 'package', 'one'], 'unit'),
  priceEur: Decimal('price per base quantity'),
  priceBase: Count('base quantity of the price (3600 core-seconds, 1 kWh)'),
  amountCents: Cents('price × quantity ÷ base, rounded half away from zero'),
  vatCategory: OneOf(['S', 'AE', 'O', 'Z', 'G', 'E'], 'VAT category (UNTDID 5305)'),
  vatRate: Percent('VAT rate'),
  from: LocalDate('first day of supply'),
  to: LocalDate('last day of supply'),
  adjusts: Nullable(
    Shape({
      document: Text('number of the document adjusted', 35),
      period: Month('its period'),
      quantityThen: Decimal('quantity documented'),
      quantityNow: Decimal('quantity now'),
      priceEur: Decimal('price now; of fees and hourly prices the amount, which may be negative'),
      priceThenEur: Type.Optional(Decimal('price documented')),
      unit: Type.Optional(
        OneOf(['core-second', 'GHz-second', 'kWh', 'package', 'one'], 'unit of both quantities'),
      ),
      per: Type.Optional(
        Nullable(
          OneOf(['core-hour', 'GHz-hour', 'kWh', 'package'], 'what the prices are of'),
          'null: amounts',
        ),
      ),
    }),
    'what an adjustment line (1 × the difference) refers to',
  ),
  energyWh: Type.Optional(
    Wh('energy behind a line of hourly prices, whose amount is the exact sum of its hours'),
  ),
});
export type DocumentLine = Static<typeof DocumentLine>;

export const VatTotal = Shape({
  category: Text('VAT category', 2),
  rate: Percent('rate'),
  baseCents: Cents('base'),
  vatCents: Cents('VAT, once per rate'),
});
export type VatTotal = Static<typeof VatTotal>;

export const EntryData = Shape(
  {
    journal: OneOf(['VE', 'AC', 'OD', 'BQ', 'AN'], 'journal'),
    date: LocalDate('date'),
    piece: Text('piece', 40),
    label: Text('label', 200),
    postings: Type.Array(
      Shape({
        account: Text('account', 12),
        party: Nullable(Id('client, owner or resident')),
        debitCents: Count('debit (cents of EUR)'),
        creditCents: Count('credit (cents of EUR)'),
      }),
      { minItems: 0, maxItems: 1000 },
    ),
  },
  'balanced postings',
);
export type EntryData = Static<typeof EntryData>;

/** UNTDID 1001 where one exists; a repayment statement is no invoice. */
export const DocumentKind = OneOf(
  [
    'invoice',
    'credit-note',
    'self-billed-invoice',
    'self-billed-credit-note',
    'repayment-statement',
    'repayment-correction',
    'prepayment-invoice',
    'corrected-invoice',
  ],
  'kind of document',
);
export type DocumentKind = Static<typeof DocumentKind>;

/** A sentence that the law wants on a document, under the subject code (UNTDID 4451) where one is asked for. */
export const Mention = Shape({
  code: Nullable(
    OneOf(['PMT', 'PMD', 'AAB'], 'PMT recovery indemnity, PMD late-payment interest, AAB discount'),
  ),
  text: Text('mention', 500),
});
export type Mention = Static<typeof Mention>;

/** How the amount due is to be paid: a SEPA credit transfer (UNTDID 4461: 58). */
export const PaymentInstruction = Shape({
  iban: Text('IBAN of the payee', 34),
  bic: Nullable(Text('BIC', 11)),
  accountName: Text('name of the payee', 300),
  remittance: Text('what the transfer says: number of the document', 140),
});
export type PaymentInstruction = Static<typeof PaymentInstruction>;

/** Usage of each day behind a document, in total: for its chart. Of a home nothing daily is stated. */
export const DailyUsage = Shape({
  unit: OneOf(['core-hour', 'GHz-hour', 'kWh'], 'unit'),
  from: LocalDate('first day'),
  perDay: Type.Array(Decimal('of the day'), { minItems: 1, maxItems: 31 }),
});
export type DailyUsage = Static<typeof DailyUsage>;

/** Which transaction it is to the French platforms; a repayment is no invoice and has none. */
export const TransactionProfile = OneOf(
  ['B2B', 'B2G', 'B2BINT', 'B2C'],
  'domestic business, public body, business abroad, individual',
);
export type TransactionProfile = Static<typeof TransactionProfile>;

export const DocumentIssuedData = Shape({
  kind: DocumentKind,
  typeCode: Nullable(Text('UNTDID 1001 type', 3)),
  series: Id('series'),
  number: Text('number', 35),
  planned: Text('id in the plan of the period', 100),
  period: Month('period that issues it'),
  cutIndex: Count('index of PeriodClosing: what stood before it counts'),
  issueDate: LocalDate('issue date'),
  dueDate: Nullable(LocalDate('payment due')),
  language: OneOf(['fr', 'en'], 'language'),
  currency: OneOf(['EUR'], 'currency'),
  seller: DocumentParty,
  buyer: DocumentParty,
  contractReference: Nullable(Text('contract or agreement', 100)),
  vatPoint: OneOf(['receipts', 'debits', 'none'], 'VAT point'),
  lines: Type.Array(DocumentLine, {
    maxItems: 400,
    description: 'lines, or none where they stand in document-lines-<planned>',
  }),
  linesAt: Nullable(
    Shape({
      stream: Text('stream', 120),
      events: Count('how many DocumentLines events'),
      hash: Sha256('of the canonical array of all lines'),
    }),
    'where the lines stand, when they are too long for one event',
  ),
  vat: Type.Array(VatTotal, { maxItems: 10 }),
  netCents: Cents('sum of the lines'),
  vatCents: Cents('sum of VAT'),
  grossCents: Cents('what is owed'),
  cites: Type.Array(Shape({ number: Text('number', 35), issueDate: LocalDate('issue date') }), {
    maxItems: 50,
    description: 'earlier documents',
  }),
  mentions: Type.Array(Mention, { maxItems: 20, description: 'what the law wants printed' }),
  profile: Nullable(TransactionProfile, 'null: no e-invoice (repayments, and documents of before)'),
  process: Nullable(Text('business process (BT-23): S1, S2, S4, B1 …', 3)),
  purchaseOrder: Nullable(Text("number of the client's order or engagement (BT-13)", 100)),
  buyerReference: Nullable(Text('service code or other reference of the buyer (BT-10)', 100)),
  payment: Nullable(
    PaymentInstruction,
    'null: nothing is paid by transfer, or the account is not ours to print',
  ),
  exemptions: Type.Array(
    Shape({
      category: Text('VAT category', 2),
      code: Nullable(Text('VATEX code (BT-121)', 40)),
      text: Text('why no VAT is charged (BT-120)'),
    }),
    { maxItems: 5, description: 'one per category without VAT that asks for a reason' },
  ),
  daily: Nullable(DailyUsage, 'null: none is stated'),
  entry: EntryData,
  reason: Type.Optional(Text('why an earlier document is credited, cancelled or corrected', 200)),
  prepaymentReturned: Type.Optional(
    Shape({
      number: Text('number of the prepayment invoice', 35),
      grossCents: Count('no longer held of it (cents of EUR)'),
      vatCents: Count('VAT in it, taken back (cents of EUR)'),
    }),
  ),
  prepaid: Type.Optional(
    Type.Array(
      Shape({
        number: Text('number of the prepayment invoice', 35),
        issueDate: LocalDate('its date'),
        grossCents: Count('deducted as paid (cents of EUR)'),
        vatCents: Count('VAT in it, posted already (cents of EUR)'),
      }),
      { minItems: 1, maxItems: 50 },
    ),
  ),
  replaces: Type.Optional(
    Shape(
      {
        number: Text('number of the document replaced', 35),
        issueDate: LocalDate('its date'),
        creditNote: Nullable(Text('number of the credit note that takes it back', 35)),
      },
      'the document that was cancelled and is issued anew by this one',
    ),
  ),
  received: Type.Optional(
    Shape(
      {
        cents: Count('received already for what it replaces (cents of EUR), above 0'),
        on: LocalDate('day of the last receipt, or on which its credit note is used'),
        prepayments: Type.Array(Shape({ number: Text('number', 35), issueDate: LocalDate('issue date') }), {
          maxItems: 50,
          description: 'prepayment invoices among it',
        }),
      },
      'paid before it was issued: nothing of it is posted with the document',
    ),
  ),
});
export type DocumentIssuedData = Static<typeof DocumentIssuedData>;
