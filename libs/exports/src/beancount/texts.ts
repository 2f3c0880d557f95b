import { type AccountKind, type BookAccount, type BookNames, kindOfAccount } from '#exports/books';

/** A string of beancount: on one line, `"` and `\` escaped. */
export const quoted = (text: string): string =>
  `"${text
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu, ' ')
    .trim()
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')}"`;

const ROOTS: Readonly<Record<AccountKind, string>> = {
  assets: 'Assets',
  liabilities: 'Liabilities',
  equity: 'Equity',
  income: 'Income',
  expenses: 'Expenses',
};

/** Letters without their accents, everything else but digits a dash. */
const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');

const escaped = (char: string): string =>
  `X${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;

/**
 * An id as part of an account: its first letter a capital, and what beancount does not take as `X` and four hexadecimal
 * digits. Ids have small letters alone, so two of them never meet.
 */
const idPart = (id: string): string =>
  [...id]
    .flatMap((char) => char.split(''))
    .map((char, at) => {
      if (at === 0)
        return /[a-z]/.test(char) ? char.toUpperCase() : /[0-9]/.test(char) ? char : escaped(char);
      return /[a-z0-9-]/.test(char) ? char : escaped(char);
    })
    .join('');

/** `Assets:411-Clients:Granit`: the root by the class of the account, then its number and label, then whose it is. */
export function accountName({ account, party }: BookAccount, names: BookNames): string {
  const label = plain(names.account(account));
  const own = label === '' || label === account ? plain(account) : `${plain(account)}-${label}`;
  const name = `${ROOTS[kindOfAccount(account)]}:${own}`;
  return party === null ? name : `${name}:${idPart(party)}`;
}
