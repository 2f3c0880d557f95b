import fc from 'fast-check';
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
import { hledgerJournal } from './hledger.js';

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
    { piece: 'F-2', label: 'Facture F-2; suite | fin' },
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

const cents = (eur: string): number => Math.round(Number(eur) * 100);

/** `date account-label:party cents` of every balance that the journal asserts. */
function assertionsIn(text: string): { readonly on: string; readonly key: string; readonly cents: number }[] {
  let on = '';
  return text.split('\n').flatMap((line) => {
    on = /^(\d{4}-\d{2}-\d{2}) /.exec(line)?.[1] ?? on;
    const found = /^ {4}(\w+)(?:-[^:]*?)?(?::(\S+))? {2,}0\.00 EUR = (-?\d+\.\d\d) EUR$/.exec(line);
    return found === null ? [] : [{ on, key: `${found[1]}/${found[2] ?? ''}`, cents: cents(found[3]!) }];
  });
}

describe('a journal of hledger', () => {
  test('declares, opens, tells entries by date, and asserts what stands', async () => {
    expect(await drawn(hledgerJournal(extractOf(BOOKS, SPAN)))).toMatchInlineSnapshot(`
     "; Chaleur & Calcul SAS, SIREN 732829320
     ; entries from 2026-01-01 to 2026-03-31, as of index 9 of the log

     decimal-mark .

     commodity 1000.00 EUR

     payee Chaleur & Calcul SAS
     payee Granit SA

     account 411-Clients  ; type: A
     account 411-Clients:granit
     account 44571-TVA collectée  ; type: L
     account 512-Banque  ; type: C
     account 706-Prestations de services  ; type: R

     2025-12-31 * (AN) Chaleur & Calcul SAS | Soldes avant le 2026-01-01
         411-Clients:granit                                        120.00 EUR
         706-Prestations de services                              -120.00 EUR

     2026-01-31 * (v-1) Granit SA | Encaissement
         ; index:7, journal:BQ, validated:2026-01-31
         512-Banque                                                120.00 EUR
         411-Clients:granit                                       -120.00 EUR

     2026-01-31 * (SOLDES) Chaleur & Calcul SAS | Soldes au 2026-01-31
         411-Clients:granit                                          0.00 EUR = 0.00 EUR
         512-Banque                                                  0.00 EUR = 120.00 EUR

     2026-02-02 * (F-2) Granit SA | Facture F-2, suite / fin
         ; index:9, journal:VE, validated:2026-02-02
         411-Clients:granit                                         24.00 EUR
         706-Prestations de services                               -20.00 EUR
         44571-TVA collectée                                        -4.00 EUR

     2026-02-28 * (SOLDES) Chaleur & Calcul SAS | Soldes au 2026-02-28
         411-Clients:granit                                          0.00 EUR = 24.00 EUR
         44571-TVA collectée                                         0.00 EUR = -4.00 EUR
         706-Prestations de services                                 0.00 EUR = -140.00 EUR

     2026-03-31 * (SOLDES) Chaleur & Calcul SAS | Soldes au 2026-03-31
         411-Clients:granit                                          0.00 EUR = 24.00 EUR
         44571-TVA collectée                                         0.00 EUR = -4.00 EUR
         512-Banque                                                  0.00 EUR = 120.00 EUR
         706-Prestations de services                                 0.00 EUR = -140.00 EUR
     "
    `);
  });

  test('asserts what sums made anew come to, whatever the books', async () => {
    await fc.assert(
      fc.asyncProperty(anyBooks, fc.boolean(), async (books, whole) => {
        const span = whole
          ? { from: '2025-11-01', to: '2026-04-30' }
          : { from: '2026-01-10', to: '2026-03-20' };
        const found = assertionsIn(await drawn(hledgerJournal(extractOf(books, span))));
        for (const { on, key, cents: said } of found)
          expect([on, key, said]).toEqual([on, key, balancesAt(books, on).get(key)]);
        const last = found.filter(({ on }) => on === span.to).map(({ key }) => key);
        for (const [key, sum] of balancesAt(books, span.to)) if (sum !== 0) expect(last).toContain(key);
      }),
      { numRuns: 60 },
    );
  });

  const onPath = isInstalled('hledger') ? test : test.skip;
  onPath('is accepted strictly by hledger, where it is installed: nasty texts and any books', async () => {
    const any = fc.sample(anyBooks, { numRuns: 4, seed: 5 }).map((books) => extractOf(books, SPAN));
    for (const extract of [extractOf(BOOKS, SPAN), nastyExtract(), ...any]) {
      const text = await drawn(hledgerJournal(extract));
      for (const checks of [['-s'], ['ordereddates', 'payees']])
        expect([runOn('hledger', ['-f', '$', 'check', ...checks], text).said, text]).toEqual(['', text]);
    }
  });

  onPath(
    'a balance that is off by a cent is not accepted, and its balances are those of the books',
    async () => {
      const text = await drawn(hledgerJournal(extractOf(BOOKS, SPAN)));
      expect(
        runOn('hledger', ['-f', '$', 'check', '-s'], text.replace('= 24.00 EUR', '= 24.01 EUR')).status,
      ).not.toBe(0);
      const { out } = runOn('hledger', ['-f', '$', 'bal', '--flat', '-N', '-O', 'csv'], text);
      expect(out.split('\n').slice(1, -1)).toEqual([
        '"411-Clients:granit","24.00 EUR"',
        '"44571-TVA collectée","-4.00 EUR"',
        '"512-Banque","120.00 EUR"',
        '"706-Prestations de services","-140.00 EUR"',
      ]);
    },
  );
});
