import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { addDays, epochDay, dateOfEpochDay } from '#domain/calendar';
import { entryOf } from '#domain/accounting';
import type { BookAccount, BookEntry, BookExtract, BookNames, OpeningBalance } from '#exports/books';

/** Extracts of books to draw journals from: a small one, nasty texts, and any. */

const LABELS: Readonly<Record<string, string>> = {
  '401': 'Fournisseurs',
  '411': 'Clients',
  '44571': 'TVA collectée',
  '467': 'Résidents',
  '471': "Comptes d'attente",
  '512': 'Banque',
  '6061': 'Électricité',
  '706': 'Prestations de services',
};
const NAMES: Readonly<Record<string, string>> = { granit: 'Granit SA', immo: 'Immo des Essais' };

export const plainNames: BookNames = {
  company: { name: 'Chaleur & Calcul SAS', siren: '732829320' },
  account: (account) => LABELS[account] ?? account,
  party: (party) => NAMES[party] ?? party,
};

type Side = readonly [account: string, party: string | null, cents: number];
/** Debits are positive. */
export const bookEntry = (
  index: number,
  date: string,
  head: { readonly piece: string; readonly label: string; readonly journal?: BookEntry['entry']['journal'] },
  ...sides: readonly Side[]
): BookEntry => ({
  index,
  validatedOn: date,
  entry: entryOf(
    { journal: head.journal ?? 'VE', date, piece: head.piece, label: head.label },
    {
      debit: sides.flatMap(([account, party, cents]) => (cents > 0 ? [{ account, party, cents }] : [])),
      credit: sides.flatMap(([account, party, cents]) =>
        cents < 0 ? [{ account, party, cents: -cents }] : [],
      ),
    },
  ),
});

const keyOf = ({ account, party }: BookAccount): string => `${account}/${party ?? ''}`;
const accountOf = (key: string): BookAccount => {
  const [account, party] = key.split('/', 2);
  return { account: account!, party: party === '' ? null : party! };
};

async function* one<Each>(all: readonly Each[]): AsyncGenerator<Each> {
  for (const each of all) yield await Promise.resolve(each);
}

/** What the ledger hands over for these entries between two dates: those before are openings. */
export function extractOf(
  all: readonly BookEntry[],
  { from, to }: { readonly from: string; readonly to: string },
  names: BookNames = plainNames,
): BookExtract {
  const sorted = [...all].sort((a, b) =>
    a.entry.date < b.entry.date ? -1 : a.entry.date > b.entry.date ? 1 : a.index - b.index,
  );
  const within = sorted.filter(({ entry }) => entry.date >= from && entry.date <= to);
  const openings = [...balancesAt(all, addDays(from, -1))]
    .filter(([, cents]) => cents !== 0)
    .map(([key, cents]): OpeningBalance => ({ ...accountOf(key), cents }))
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const used = within.flatMap(({ entry }) => entry.postings.map(keyOf));
  const accounts = [...new Set([...used, ...openings.map(keyOf)])].sort().map(accountOf);
  const index = Math.max(0, ...all.map((book) => book.index));
  return { span: { index, from, to }, names, accounts, openings, entries: one(within) };
}

/** Debit − credit of every account at the end of a day, added up anew. Key `account/party`. */
export function balancesAt(all: readonly BookEntry[], on: string): Map<string, number> {
  const balances = new Map<string, number>();
  for (const { entry } of all)
    if (entry.date <= on)
      for (const posting of entry.postings) {
        const key = keyOf(posting);
        balances.set(key, (balances.get(key) ?? 0) + posting.debitCents - posting.creditCents);
      }
  return balances;
}

const NASTY_TEXTS = [
  'a:b c; tag:x, y:z',
  '* not a heading',
  '# none either',
  ': nor this',
  '"quoted" \\ back\\"slash',
  'two  spaces | bar',
  '(brackets) [more] {still}',
  'line\nend\r\nand\ttab \0 nul',
  '=1+1 @ 2 EUR',
  '2026-01-01 * "x" "y"',
  '! ; |',
  '',
  '\u2028 \u00a0 \ud800 é 🙂',
  'end comment',
];

/** Every text that a journal could trip over, in every place where one stands. */
export const nastyExtract = (): BookExtract =>
  extractOf(
    NASTY_TEXTS.flatMap((text, at) => [
      bookEntry(
        at * 2,
        '2026-01-05',
        { piece: text, label: text },
        ['411', `p${at}`, 100 + at],
        ['706', null, -100 - at],
      ),
      bookEntry(
        at * 2 + 1,
        '2026-02-28',
        { piece: `x${text}`, label: `x${text}` },
        ['512', null, 50],
        ['411', 'a.b_c-d', -50],
      ),
    ]),
    { from: '2026-01-31', to: '2026-02-28' },
    {
      company: { name: '"Nasty" ; tag:x | \\ \n* SARL', siren: '732829320' },
      account: (account) => (account === '411' ? '(Clients): "a;b"  |\n[x]' : ''),
      party: (party) => NASTY_TEXTS[Number(party.slice(1))] ?? party,
    },
  );

const anyText = fc.oneof(
  fc.constantFrom(...NASTY_TEXTS),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constant('Facture F-1 granit'),
);
const anyDay = fc.integer({ min: epochDay('2025-11-01'), max: epochDay('2026-04-30') }).map(dateOfEpochDay);
const anyParty = fc.constantFrom('granit', 'immo', 'r-0101', 'a.b_c', 'x');

/** Entries on any days, of any text, with parties that come and go into credit; ascending indexes. */
export const anyBooks: fc.Arbitrary<readonly BookEntry[]> = fc
  .array(
    fc.record({
      date: anyDay,
      text: anyText,
      party: anyParty,
      cents: fc.integer({ min: 1, max: 1_000_000_000 }),
      pattern: fc.constantFrom(
        ['411', '706', '44571'],
        ['512', '411', '471'],
        ['6061', '401', '467'],
        ['401', '512', '411'],
      ),
    }),
    { minLength: 1, maxLength: 25 },
  )
  .map((drawn) =>
    drawn.map(({ date, text, party, cents, pattern: [debit, credit, rest] }, index) => {
      const part = Math.floor(cents / 6);
      const whose = (account: string): string | null => (/^(4[01]1|467|471)$/.test(account) ? party : null);
      return bookEntry(
        index * 3,
        date,
        { piece: text, label: text },
        [debit!, whose(debit!), cents],
        [credit!, whose(credit!), -(cents - part)],
        [rest!, whose(rest!), -part],
      );
    }),
  );

export async function drawn(journal: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const part of journal) text += part;
  return text;
}

/** Whether a program is found on the PATH. */
export const isInstalled = (program: string): boolean => spawnSync(program, ['--version']).status === 0;

/** Runs a program on a text in a file; `$` among its arguments stands for the file. */
export function runOn(
  program: string,
  args: readonly string[],
  text: string,
): { readonly status: number | null; readonly said: string; readonly out: string } {
  const folder = mkdtempSync(join(tmpdir(), 'heatledger-books-'));
  try {
    const file = join(folder, 'books');
    writeFileSync(file, text);
    const { status, stdout, stderr } = spawnSync(
      program,
      args.map((each) => (each === '$' ? file : each)),
      {
        encoding: 'utf8',
        env: { ...process.env, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' },
      },
    );
    return { status, said: stdout + stderr, out: stdout };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
