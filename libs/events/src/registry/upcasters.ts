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

/** Lifts what older programs wrote. A change of a schema adds a step here and never edits an old one. */
export const UPCASTERS: readonly Upcaster[] = Object.freeze([
  { type: 'ComputePriceSet', from: 1, lift: withComponents },
  { type: 'ContractSigned', from: 1, lift: withTerms },
  { type: 'ChartOfAccountsSet', from: 1, lift: withAllAccounts },
]);
