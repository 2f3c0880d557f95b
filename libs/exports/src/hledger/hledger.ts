import { exhausted } from '#domain/decision';
import { eurText } from '#domain/quantity';
import {
  type AccountKind,
  type BalancesOfDay,
  type BookEntry,
  type BookExtract,
  type BookNames,
  dayBefore,
  journalSteps,
  kindOfAccount,
  payeeOf,
} from '#exports/books';
import { accountName, codeText, freeText, payeeText } from './texts.js';

const NAME_WIDTH = 48;
const AMOUNT_WIDTH = 14;

/** At least two spaces stand between account and amount. */
const posting = (name: string, cents: number, after = ''): string =>
  `    ${name.padEnd(NAME_WIDTH)}  ${eurText(cents).padStart(AMOUNT_WIDTH)} EUR${after}\n`;

/** Types by which hledger draws its statements. */
const TYPES: Readonly<Record<AccountKind, string>> = {
  assets: 'A',
  liabilities: 'L',
  equity: 'E',
  income: 'R',
  expenses: 'X',
};
const typeOf = (account: string): string => (/^5[13]/.test(account) ? 'C' : TYPES[kindOfAccount(account)]);

function* heading({ span, names, accounts }: BookExtract): Generator<string> {
  yield `; ${freeText(names.company.name)}, SIREN ${freeText(names.company.siren)}\n`;
  yield `; entries from ${span.from} to ${span.to}, as of index ${span.index} of the log\n\n`;
  yield 'decimal-mark .\n\ncommodity 1000.00 EUR\n\n';
  for (const payee of payeesOf({ names, accounts })) yield `payee ${payee}\n`;
  yield '\n';
  const declared = new Set<string>();
  for (const each of accounts) {
    const whole = accountName({ account: each.account, party: null }, names);
    if (!declared.has(whole)) yield `account ${whole}  ; type: ${typeOf(each.account)}\n`;
    declared.add(whole);
    if (each.party !== null) yield `account ${accountName(each, names)}\n`;
  }
}

/** Whoever can stand as payee of an entry. */
function payeesOf({ names, accounts }: Pick<BookExtract, 'names' | 'accounts'>): string[] {
  const payees = accounts.flatMap(({ account, party }) =>
    party === null ? [] : [payeeText(names.party(party, account))],
  );
  return [...new Set([payeeText(names.company.name), ...payees])].sort();
}

function* opening(extract: BookExtract): Generator<string> {
  const { names, openings, span } = extract;
  if (openings.length === 0) return;
  yield `\n${dayBefore(extract)} * (AN) ${payeeText(names.company.name)} | Soldes avant le ${span.from}\n`;
  for (const balance of openings) yield posting(accountName(balance, names), balance.cents);
}

function* entryText(book: BookEntry, names: BookNames): Generator<string> {
  const { index, validatedOn, entry } = book;
  const payee = payeeText(payeeOf(book, names));
  yield `\n${entry.date} * (${codeText(entry.piece)}) ${payee} | ${freeText(entry.label)}\n`;
  yield `    ; index:${index}, journal:${entry.journal}, validated:${validatedOn}\n`;
  for (const { account, party, debitCents, creditCents } of entry.postings)
    yield posting(accountName({ account, party }, names), debitCents - creditCents);
}

/** A transaction of nothing that asserts what stands on each account by itself; its sum is nothing too. */
function* assertions({ on, balances }: BalancesOfDay, names: BookNames): Generator<string> {
  yield `\n${on} * (SOLDES) ${payeeText(names.company.name)} | Soldes au ${on}\n`;
  for (const balance of balances)
    yield posting(accountName(balance, names), 0, ` = ${eurText(balance.cents)} EUR`);
}

/**
 * The books as a journal of hledger that `hledger check -s` accepts: accounts, payees and commodity declared, dates in
 * order, and at the end of every month and of the span the exact balance of each account asserted. What stood before
 * the span is one transaction on the day before it. Code is the piece, description `party | label`.
 */
export async function* hledgerJournal(extract: BookExtract): AsyncGenerator<string> {
  const { names } = extract;
  yield* heading(extract);
  yield* opening(extract);
  for await (const step of journalSteps(extract))
    switch (step.kind) {
      case 'entry':
        yield* entryText(step.book, names);
        break;
      case 'balances':
        yield* assertions(step, names);
        break;
      default:
        exhausted(step);
    }
}
