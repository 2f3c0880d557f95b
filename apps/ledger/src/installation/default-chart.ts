import { DEFAULT_ACCOUNTS, DEFAULT_ACCOUNT_LABELS, type ChartOfAccountsSet } from '#events';

/** What a new ledger starts with. */
export const DEFAULT_CHART: ChartOfAccountsSet['data'] = {
  ...DEFAULT_ACCOUNTS,
  labels: [...DEFAULT_ACCOUNT_LABELS],
};
