import { addDays, type LocalDate } from '#domain/calendar';
import { exhausted } from '#domain/decision';
import { eurText } from '#domain/quantity';
import {
  type BalancesOfDay,
  type BookEntry,
  type BookExtract,
  type BookNames,
  dayBefore,
  journalSteps,
  payeeOf,
} from '#exports/books';
import { accountName, quoted } from './texts.js';

const NAME_WIDTH = 60;
const AMOUNT_WIDTH = 14;

const posting = (name: string, cents: number): string =>
  `  ${name.padEnd(NAME_WIDTH)}  ${eurText(cents).padStart(AMOUNT_WIDTH)} EUR\n`;

/** Accounts are open from the day before the span, where their openings stand. */
function* heading(extract: BookExtract): Generator<string> {
  const { span, names, accounts } = extract;
  const { name, siren } = names.company;
  yield `; entries from ${span.from} to ${span.to}, as of index ${span.index} of the log\n`;
  yield `option "title" ${quoted(`${name} (SIREN ${siren}) ${span.from} - ${span.to}, index ${span.index}`)}\n`;
  yield 'option "operating_currency" "EUR"\n\n';
  const on = dayBefore(extract);
  yield `${on} commodity EUR\n\n`;
  for (const each of accounts) {
    yield `${on} open ${accountName(each, names)} EUR\n`;
    yield `  account: ${quoted(each.account)}\n  label: ${quoted(names.account(each.account))}\n`;
    if (each.party !== null)
      yield `  party: ${quoted(each.party)}\n  name: ${quoted(names.party(each.party, each.account))}\n`;
  }
}

function* opening(extract: BookExtract): Generator<string> {
  const { names, openings, span } = extract;
  if (openings.length === 0) return;
  yield `\n${dayBefore(extract)} * ${quoted(names.company.name)} "Soldes avant le ${span.from}"\n`;
  yield '  journal: "AN"\n';
  for (const balance of openings) yield posting(accountName(balance, names), balance.cents);
}

function* entryText(book: BookEntry, names: BookNames): Generator<string> {
  const { index, validatedOn, entry } = book;
  yield `\n${entry.date} * ${quoted(payeeOf(book, names))} ${quoted(entry.label)}\n`;
  yield `  index: ${index}\n  journal: ${quoted(entry.journal)}\n  piece: ${quoted(entry.piece)}\n`;
  yield `  validated: ${validatedOn}\n`;
  for (const { account, party, debitCents, creditCents } of entry.postings)
    yield posting(accountName({ account, party }, names), debitCents - creditCents);
}

/** A balance holds at the beginning of its day, so the end of a day is asserted on the next; to the cent. */
function* assertions({ on, balances }: BalancesOfDay, names: BookNames): Generator<string> {
  const next: LocalDate = addDays(on, 1);
  yield '\n';
  for (const balance of balances)
    yield `${next} balance ${accountName(balance, names).padEnd(NAME_WIDTH)}  ${eurText(balance.cents).padStart(AMOUNT_WIDTH)} ~ 0 EUR\n`;
}

/**
 * The books as a journal of beancount that `bean-check` accepts: every account opened, in EUR alone, and at the end of
 * every month and of the span the balance of each account asserted without tolerance. What stood before the span is one
 * transaction on the day before it.
 */
export async function* beancountJournal(extract: BookExtract): AsyncGenerator<string> {
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
