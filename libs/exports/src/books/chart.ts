/** Where an account stands in statements that know five kinds alone. */
export type AccountKind = 'assets' | 'liabilities' | 'equity' | 'income' | 'expenses';

/** Longest beginning first wins: exceptions of the French chart (plan comptable général, art. 932-1) stand above their class. */
const KINDS: readonly (readonly [beginning: string, kind: AccountKind])[] = [
  ['44586', 'assets'],
  ['4456', 'assets'],
  ['4686', 'liabilities'],
  ['4687', 'assets'],
  ['409', 'assets'],
  ['419', 'liabilities'],
  ['462', 'assets'],
  ['465', 'assets'],
  ['476', 'assets'],
  ['481', 'assets'],
  ['486', 'assets'],
  ['519', 'liabilities'],
  ['15', 'liabilities'],
  ['16', 'liabilities'],
  ['17', 'liabilities'],
  ['41', 'assets'],
  ['49', 'assets'],
  ['1', 'equity'],
  ['2', 'assets'],
  ['3', 'assets'],
  ['4', 'liabilities'],
  ['5', 'assets'],
  ['6', 'expenses'],
  ['7', 'income'],
];

const BY_LENGTH = [...KINDS].sort(([a], [b]) => b.length - a.length);

/**
 * The kind of an account, by its number alone: it is the same whichever side its balance is on. Clients are assets and
 * suppliers liabilities, what they prepaid or have to receive the other way round; deductible VAT is an asset, all other
 * VAT a liability. Classes 8 and 9, and what is no number, are equity.
 */
export const kindOfAccount = (account: string): AccountKind =>
  BY_LENGTH.find(([beginning]) => account.startsWith(beginning))?.[1] ?? 'equity';
