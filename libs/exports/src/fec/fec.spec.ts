import fc from 'fast-check';
import { checked, bookEntry, fecOf, NAMES } from '../../../../test/samples/fec.js';
import { fecFileName, openingEntry } from './index.js';
import { fecText } from './latin9.js';

const sale = bookEntry(4, '2026-02-02', [
  ['411', 'lumen', 12_000, 0],
  ['706', null, 0, 10_000],
  ['44571', null, 0, 2_000],
]);
const textOf = (bytes: Buffer): string => bytes.toString('latin1');

describe('the FEC-format extract', () => {
  test('has 18 fields, TAB between them, CRLF after each line, decimal commas, dates without hyphens', async () => {
    expect(textOf(await fecOf([sale])).split('\r\n')).toEqual([
      'JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\tCompAuxNum\tCompAuxLib\tPieceRef\tPieceDate\tEcritureLib\tDebit\tCredit\tEcritureLet\tDateLet\tValidDate\tMontantdevise\tIdevise',
      'VE\tVentes\t1\t20260202\t411\tClients\tlumen\tSoci\u00e9t\u00e9 Lumi\u00e8re\tF-4\t20260202\tFacture F-4\t120,00\t0,00\t\t\t20260202\t\t',
      'VE\tVentes\t1\t20260202\t706\tPrestations\t\t\tF-4\t20260202\tFacture F-4\t0,00\t100,00\t\t\t20260202\t\t',
      'VE\tVentes\t1\t20260202\t44571\t44571\t\t\tF-4\t20260202\tFacture F-4\t0,00\t20,00\t\t\t20260202\t\t',
      '',
    ]);
  });

  test('numbers entries over all journals, also where one posts nothing, and never goes back in validation', async () => {
    const nothing = bookEntry(5, '2026-02-03', []);
    const late = { ...bookEntry(6, '2026-01-31', [['512', null, 1, 0], ['471', 'x', 0, 1]], { journal: 'BQ' }), validatedOn: '2026-02-01' }; // prettier-ignore
    const lines = textOf(await fecOf([sale, nothing, late])).split('\r\n');
    const [, , number, , , , , , , , , debit, , , , validated] = lines[4]!.split('\t');
    expect([number, debit, validated]).toEqual(['2', '0,01', '20260202']);
    expect(lines).toHaveLength(7);
  });

  test('is named by SIREN and last day', () => {
    expect(fecFileName('000000018', '2026-08-31')).toBe('000000018FEC20260831.txt');
  });

  test.each([
    ['l’été – « œuvre » 5 €…', "l'\u00e9t\u00e9 - \u00ab \u00bduvre \u00bb 5 \u00a4..."],
    ['a\u202fb\u00a0c\td\r\ne|f', 'a b c d e f'],
    ['"Lumen" “SAS”', "'Lumen' 'SAS'"],
    ['Łódź, Škoda, Đakovo, Çelik, ﬁ ½ ™', 'L\u00f3dz, \u00a6koda, Dakovo, \u00c7elik, fi 1/2 TM'],
    ['Электро Ωμέγα', 'Elektro Omega'],
    ['e\u0301te\u0301 🔥 日', '\u00e9t\u00e9 ? ?'],
    ['a\u0000b\u200bc', 'a bc'],
  ])('%j is written in ISO 8859-15', async (label, written) => {
    const bytes = await fecOf([{ ...sale, entry: { ...sale.entry, label } }]);
    expect(textOf(bytes).split('\r\n')[1]!.split('\t')[10]).toBe(written);
  });

  test('a label of nothing but what cannot be written still says something', async () => {
    const lines = textOf(await fecOf([{ ...sale, entry: { ...sale.entry, label: '\u200b\t' } }]));
    expect(lines.split('\r\n')[1]!.split('\t')[10]).toBe('F-4');
  });
});

describe('the opening', () => {
  test('is what stood on every account by party, expenses and income as one result', async () => {
    const opening = openingEntry(
      [
        { account: '411', party: 'lumen', cents: 12_000 },
        { account: '411', party: 'paid', cents: 0 },
        { account: '44571', party: null, cents: -2_000 },
        { account: '6061', party: null, cents: 500 },
        { account: '512', party: null, cents: -500 },
        { account: '706', party: null, cents: -10_000 },
      ],
      '2027-01-01',
    );
    expect(opening?.entry).toMatchObject({ journal: 'AN', date: '2027-01-01', piece: 'AN-2027-01-01' });
    const lines = textOf(await fecOf([], { opening }))
      .split('\r\n')
      .slice(1, -1);
    expect(lines.map((line) => line.split('\t')).map((f) => [f[2], f[4], f[5], f[6], f[11], f[12]])).toEqual([
      ['1', '411', 'Clients', 'lumen', '120,00', '0,00'],
      ['1', '44571', '44571', '', '0,00', '20,00'],
      ['1', '512', '512', '', '0,00', '5,00'],
      ['1', '120', "R\u00e9sultat de l'exercice (b\u00e9n\u00e9fice)", '', '0,00', '95,00'],
    ]);
  });

  test('there is none where nothing stood, and no loss is a profit', () => {
    expect(openingEntry([], '2026-01-01')).toBeNull();
    const loss = [
      { account: '6061', party: null, cents: 7 },
      { account: '401', party: 'o', cents: -7 },
    ];
    expect(openingEntry(loss, '2026-01-01')!.entry.postings).toMatchObject([
      { account: '129', debitCents: 7 },
      { account: '401', creditCents: 7 },
    ]);
    expect(() => openingEntry(loss.slice(1), '2026-01-01')).toThrow(/balance/);
  });
});

const day = fc.integer({ min: 0, max: 364 }).map((n) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10)); // prettier-ignore
const anyText = fc.string({ unit: 'binary', minLength: 1, maxLength: 30 });
const sides = fc
  .array(
    fc.tuple(
      fc.constantFrom('411', '706', '44571', '6061'),
      fc.option(fc.constantFrom('lumen', 'ana')),
      fc.integer({ min: 1, max: 9e9 }),
    ),
    { minLength: 1, maxLength: 4 },
  ) // prettier-ignore
  .map((debits) => [
    ...debits.map(([account, party, cents]) => [account, party, cents, 0] as const),
    ['512', null, 0, debits.reduce((sum, [, , cents]) => sum + cents, 0)] as const,
  ]);
const anyEntry = fc
  .tuple(day, sides, anyText, anyText, fc.constantFrom('VE', 'AC', 'BQ', 'OD'))
  .map(([date, of, label, piece, journal]) => bookEntry(1, date, of, { label, piece, journal }));

test('whatever is written, the checker finds nothing in it', async () => {
  const names = fc.tuple(anyText, anyText).map(([account, party]) => ({
    ...NAMES,
    account: () => account,
    party: () => party,
  }));
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyEntry, { minLength: 1, maxLength: 12 }),
      fc.constantFrom('\t' as const, '|' as const),
      names,
      fc.boolean(),
      async (entries, separator, called, opened) => {
        const opening = opened
          ? openingEntry([{ account: '411', party: 'p', cents: 5 }, { account: '706', party: null, cents: -5 }], '2026-01-01') // prettier-ignore
          : null;
        const bytes = await fecOf(entries, { opening, separator, names: called });
        const report = checked(bytes);
        expect(report.findings).toEqual([]);
        const total = entries.reduce((sum, { entry }) => sum + entry.postings.at(-1)!.creditCents, opened ? 5 : 0); // prettier-ignore
        expect(report).toMatchObject({ clean: true, entries: entries.length + Number(opened), debit: report.credit }); // prettier-ignore
        expect(report.debit.replace(',', '')).toBe(String(total).padStart(3, '0'));
      },
    ),
    { numRuns: 60 },
  );
});

test('text that was written once is not changed by writing it again', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(fecText(fecText(text))).toBe(fecText(text));
    }),
  );
});
