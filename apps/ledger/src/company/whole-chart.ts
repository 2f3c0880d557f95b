import { DEFAULT_ACCOUNTS, DEFAULT_ACCOUNT_LABELS, type ChartOfAccountsSet } from '#events';
import type { SetChartOfAccountsDto } from './company.dto.js';

type Chart = ChartOfAccountsSet['data'];

/** The chart as asked for; roles left out keep their default account, and default accounts their label. */
export function wholeChart({ labels, ...asked }: SetChartOfAccountsDto): Chart {
  const given = Object.fromEntries(Object.entries(asked).filter(([, account]) => account !== null));
  const accounts: Omit<Chart, 'labels'> = { ...DEFAULT_ACCOUNTS, ...given };
  const labelled = new Set(labels.map(({ account }) => account));
  const used = new Set(Object.values(accounts));
  const defaults = DEFAULT_ACCOUNT_LABELS.filter(
    ({ account }) => used.has(account) && !labelled.has(account),
  );
  return { ...accounts, labels: [...labels, ...defaults] };
}
