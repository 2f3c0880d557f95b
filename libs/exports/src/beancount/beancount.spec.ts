import fc from 'fast-check';
import { addDays } from '#domain/calendar';
import {
  anyBooks,
  balancesAt,
  bookEntry,
  drawn,
  extractOf,
  isInstalled,
  nastyExtract,
  runOn,
} from '../../../../test/samples/book-extracts.js';
import { beancountJournal } from './beancount.js';

const SPAN = { from: '2026-01-01', to: '2026-03-31' };
const BOOKS = [
  bookEntry(
    3,
    '2025-12-30',
    { piece: 'F-1', label: 'Facture F-1' },
    ['411', 'granit', 12000],
    ['706', null, -12000],
  ),
  bookEntry(
    9,
    '2026-02-02',
    { piece: 'F-2', label: 'Facture "F-2" \\ fin' },
    ['411', 'granit', 2400],
    ['706', null, -2000],
    ['44571', null, -400],
  ),
  bookEntry(
    7,
    '2026-01-31',
    { piece: 'v-1', label: 'Encaissement', journal: 'BQ' },
    ['512', null, 12000],
    ['411', 'granit', -12000],
  ),
];

const ID_OF: Readonly<Record<string, string>> = { 'R-0101': 'r-0101', AX002EbX005Fc: 'a.b_c' };
const idOf = (part: string): string => ID_OF[part] ?? part.toLowerCase();

/** Every balance that the journal asserts, on the day at whose end it stands. */
const assertionsIn = (
  text: string,
): { readonly on: string; readonly key: string; readonly cents: number }[] =>
  [...text.matchAll(/^(\S+) balance \w+:(\w+)[^:\s]*(?::(\S+))? +(-?\d+\.\d\d) ~ 0 EUR$/gm)].map(
    ([, day, account, party, eur]) => ({
      on: addDays(day!, -1),
      key: `${account}/${party === undefined ? '' : idOf(party)}`,
      cents: Math.round(Number(eur) * 100),
    }),
  );

describe('a journal of beancount', () => {
  test('opens accounts, tells entries by date, and asserts what stands on the next day', async () => {
    expect(await drawn(beancountJournal(extractOf(BOOKS, SPAN)))).toMatchInlineSnapshot(`
     "; entries from 2026-01-01 to 2026-03-31, as of index 9 of the log
     option "title" "Chaleur & Calcul SAS (SIREN 732829320) 2026-01-01 - 2026-03-31, index 9"
     option "operating_currency" "EUR"

     2025-12-31 commodity EUR

     2025-12-31 open Assets:411-Clients:Granit EUR
       account: "411"
       label: "Clients"
       party: "granit"
       name: "Granit SA"
     2025-12-31 open Liabilities:44571-TVA-collectee EUR
       account: "44571"
       label: "TVA collectée"
     2025-12-31 open Assets:512-Banque EUR
       account: "512"
       label: "Banque"
     2025-12-31 open Income:706-Prestations-de-services EUR
       account: "706"
       label: "Prestations de services"

     2025-12-31 * "Chaleur & Calcul SAS" "Soldes avant le 2026-01-01"
       journal: "AN"
       Assets:411-Clients:Granit                                             120.00 EUR
       Income:706-Prestations-de-services                                   -120.00 EUR

     2026-01-31 * "Granit SA" "Encaissement"
       index: 7
       journal: "BQ"
       piece: "v-1"
       validated: 2026-01-31
       Assets:512-Banque                                                     120.00 EUR
       Assets:411-Clients:Granit                                            -120.00 EUR

     2026-02-01 balance Assets:411-Clients:Granit                                               0.00 ~ 0 EUR
     2026-02-01 balance Assets:512-Banque                                                     120.00 ~ 0 EUR

     2026-02-02 * "Granit SA" "Facture \\"F-2\\" \\\\ fin"
       index: 9
       journal: "VE"
       piece: "F-2"
       validated: 2026-02-02
       Assets:411-Clients:Granit                                              24.00 EUR
       Income:706-Prestations-de-services                                    -20.00 EUR
       Liabilities:44571-TVA-collectee                                        -4.00 EUR

     2026-03-01 balance Assets:411-Clients:Granit                                              24.00 ~ 0 EUR
     2026-03-01 balance Liabilities:44571-TVA-collectee                                        -4.00 ~ 0 EUR
     2026-03-01 balance Income:706-Prestations-de-services                                   -140.00 ~ 0 EUR

     2026-04-01 balance Assets:411-Clients:Granit                                              24.00 ~ 0 EUR
     2026-04-01 balance Liabilities:44571-TVA-collectee                                        -4.00 ~ 0 EUR
     2026-04-01 balance Assets:512-Banque                                                     120.00 ~ 0 EUR
     2026-04-01 balance Income:706-Prestations-de-services                                   -140.00 ~ 0 EUR
     "
    `);
  });

  test('asserts what sums made anew come to, whatever the books', async () => {
    await fc.assert(
      fc.asyncProperty(anyBooks, fc.boolean(), async (books, whole) => {
        const span = whole
          ? { from: '2025-11-01', to: '2026-04-30' }
          : { from: '2026-01-10', to: '2026-03-20' };
        const found = assertionsIn(await drawn(beancountJournal(extractOf(books, span))));
        for (const { on, key, cents } of found)
          expect([on, key, cents]).toEqual([on, key, balancesAt(books, on).get(key)]);
        const last = found.filter(({ on }) => on === span.to).map(({ key }) => key);
        for (const [key, sum] of balancesAt(books, span.to)) if (sum !== 0) expect(last).toContain(key);
      }),
      { numRuns: 60 },
    );
  });

  const onPath = isInstalled('bean-check') ? test : test.skip;
  onPath('is accepted by bean-check, where it is installed: nasty texts and any books', async () => {
    const any = fc.sample(anyBooks, { numRuns: 2, seed: 5 }).map((books) => extractOf(books, SPAN));
    for (const extract of [extractOf(BOOKS, SPAN), nastyExtract(), ...any]) {
      const text = await drawn(beancountJournal(extract));
      const { status, said } = runOn('bean-check', ['--no-cache', '$'], text);
      expect([said, status, text]).toEqual(['', 0, text]);
    }
  });

  onPath('a balance that is off by a cent is not accepted', async () => {
    const text = await drawn(beancountJournal(extractOf(BOOKS, SPAN)));
    const { said } = runOn('bean-check', ['--no-cache', '$'], text.replace('24.00 ~ 0 EUR', '24.01 ~ 0 EUR'));
    expect(said).toContain('Balance failed');
  });
});
