import type { BookAccount, BookNames } from '#exports/books';

/** Line ends, other control characters and unusual spaces: hledger parts at two spaces and at line ends. */
const SPACES = /[\s\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu;
const oneLine = (text: string): string => text.replace(SPACES, ' ').trim();

/**
 * Free text of a description: `;` would begin a comment, and tags in it; `|` parts payee and note; `=` behind the date
 * is a second date.
 */
export const freeText = (text: string): string => oneLine(text.replaceAll(';', ',').replaceAll('|', '/'));

/** Who stands before the `|` of a description; never nothing. */
export const payeeText = (text: string): string => freeText(text).replaceAll('"', "'") || '-';

/** Text between the parentheses of a code. */
export const codeText = (text: string): string => freeText(text).replaceAll('(', '[').replaceAll(')', ']');

/** A part of an account name: `:` parts accounts, brackets at both ends make a virtual posting. */
const part = (text: string): string =>
  freeText(text)
    .replaceAll(':', '-')
    .replaceAll(/[()[\]]/g, '-')
    .replaceAll('"', "'");

/** `411-Clients:granit`. The number keeps accounts apart, and the id of a party says who it is. */
export function accountName({ account, party }: BookAccount, names: BookNames): string {
  const label = part(names.account(account));
  const own = label === '' || label === account ? account : `${account}-${label}`;
  return party === null ? own : `${own}:${part(party)}`;
}
