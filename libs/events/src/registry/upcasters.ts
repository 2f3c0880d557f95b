import { DEFAULT_ACCOUNTS, DEFAULT_ACCOUNT_LABELS } from '../installation/accounts.js';
import type { Upcaster } from './registry.js';

type Fields = Readonly<Record<string, unknown>>;
const fields = (data: unknown): Fields => data as Fields;

/** The one price of a list, as the component that prices everything. */
const withComponents = (data: unknown): unknown => {
  const { eurPerUnit, ...rest } = fields(data);
  const tiers = [{ upTo: null, eurPerUnit, flatEur: '0' }];
  return {
    ...rest,
    components: [{ plan: null, model: null, scheme: 'per-unit', packageUnits: null, tiers }],
  };
};

/** A contract before there was more to agree than price and payment. */
const withTerms = (data: unknown): unknown => ({
  ...fields(data),
  to: null,
  renewalMonths: null,
  notice: { priceDays: 0, endDays: 0 },
  minimumEurPerMonth: null,
  discountPercent: null,
  allowanceUnits: null,
  reserved: null,
});

/** A chart of the eight roles there were: the others get their default accounts. */
const withAllAccounts = (data: unknown): unknown => {
  const { labels, ...roles } = fields(data);
  const known = labels as readonly { readonly account: string }[];
  const more = DEFAULT_ACCOUNT_LABELS.filter(({ account }) => !known.some((one) => one.account === account));
  return { ...DEFAULT_ACCOUNTS, ...roles, labels: [...known, ...more] };
};

/** A document of before e-invoices: its mentions had no codes, and what an e-invoice says besides was not stated. */
const withEInvoice = (data: unknown): unknown => {
  const { seller, buyer, mentions, ...rest } = fields(data);
  const party = (one: unknown): unknown => ({
    ...fields(one),
    siret: null,
    endpoint: null,
    legalMention: null,
  });
  return {
    ...rest,
    seller: party(seller),
    buyer: party(buyer),
    mentions: (mentions as readonly string[]).map((text) => ({ code: null, text })),
    profile: null,
    process: null,
    purchaseOrder: null,
    buyerReference: null,
    payment: null,
    exemptions: [],
    daily: null,
  };
};

const DOCUMENTS = [
  'InvoiceIssued',
  'CreditNoteIssued',
  'SelfBilledInvoiceIssued',
  'SelfBilledCreditNoteIssued',
  'RepaymentStatementIssued',
  'RepaymentCorrectionIssued',
  'PrepaymentInvoiceIssued',
];

/** Lifts what older programs wrote. A change of a schema adds a step here and never edits an old one. */
export const UPCASTERS: readonly Upcaster[] = Object.freeze([
  { type: 'ComputePriceSet', from: 1, lift: withComponents },
  { type: 'ContractSigned', from: 1, lift: withTerms },
  { type: 'ChartOfAccountsSet', from: 1, lift: withAllAccounts },
  ...DOCUMENTS.map((type) => ({ type, from: 1, lift: withEInvoice })),
]);
