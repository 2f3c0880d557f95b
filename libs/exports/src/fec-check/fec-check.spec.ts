import { bookEntry, checked, FEC_NAME, fecOf } from '../../../../test/samples/fec.js';
import type { FecSeparator } from '../fec/index.js';
import { openingEntry } from '../fec/index.js';
import type { FecReport } from './index.js';

const sale = (n: number, date: string) =>
  bookEntry(n, date, [
    ['411', 'lumen', 12_000, 0],
    ['706', null, 0, 10_000],
    ['44571', null, 0, 2_000],
  ]);
const balances = [
  { account: '512', party: null, cents: 500 },
  { account: '706', party: null, cents: -500 },
];
const opening = openingEntry(balances, '2026-01-01');

/** Opening (lines 2 and 3), then three sales of three lines: numbers 2 (lines 4 to 6), 3 and 4 (lines 10 to 12). */
async function goodLines(separator: FecSeparator = '\t'): Promise<string[]> {
  const entries = [sale(1, '2026-02-02'), sale(2, '2026-02-03'), sale(3, '2026-03-02')];
  return (await fecOf(entries, { opening, separator })).toString('latin1').split('\r\n').slice(0, -1);
}
const file = (lines: readonly string[], end = '\r\n'): string => lines.map((line) => line + end).join('');
const found = ({ findings }: FecReport): string[] =>
  findings.map(({ rule, line, column }) =>
    [rule, ...(line === null ? [] : [line]), ...(column === null ? [] : [column.name])].join(' '),
  );

const COLUMNS = (await goodLines())[0]!.split('\t');
/** One field of one line (from 1) of a good file is changed. */
async function changed(
  line: number,
  field: string,
  to: string | ((text: string) => string),
): Promise<string> {
  const lines = await goodLines();
  const fields = lines[line - 1]!.split('\t');
  const at = COLUMNS.indexOf(field);
  fields[at] = typeof to === 'string' ? to : to(fields[at]!);
  lines[line - 1] = fields.join('\t');
  return file(lines);
}

test('a good file is clean, whatever its separator, its line ends and the parts it comes in', async () => {
  for (const separator of ['\t', '|'] as const)
    for (const end of ['\r\n', '\n', '\r'])
      for (const part of [1, 7, 4_096])
        expect(checked(file(await goodLines(separator), end), {}, part)).toMatchObject({
          clean: true,
          findings: [],
          lines: 11,
          entries: 4,
          encoding: 'ISO 8859-15',
          separator: separator === '\t' ? 'TAB' : '|',
          lineEnd: { '\r\n': 'CRLF', '\n': 'LF', '\r': 'CR' }[end],
          amounts: 'Debit/Credit',
          yearEnd: '2026-12-31',
          debit: '365,00',
          credit: '365,00',
        });
});

describe('one field that is changed is found where it stands:', () => {
  test.each<[string, string | ((text: string) => string), string[]]>([
    ['JournalCode', '', ['ENTRY_JOURNALS 8 JournalCode', 'FIELD_EMPTY 8 JournalCode']],
    ['JournalCode', 'BQ', ['ENTRY_JOURNALS 8 JournalCode']],
    ['JournalLib', ' ', ['FIELD_EMPTY 8 JournalLib']],
    ['EcritureDate', '20260230', ['DATE_INVALID 8 EcritureDate', 'ENTRY_DATES 8 EcritureDate']],
    ['EcritureDate', '03/02/2026', ['DATE_INVALID 8 EcritureDate', 'ENTRY_DATES 8 EcritureDate']],
    ['EcritureDate', '20260204', ['ENTRY_DATES 8 EcritureDate']],
    ['CompteNum', '41', ['ACCOUNT_FORMAT 8 CompteNum']],
    ['CompteNum', 'C411', ['ACCOUNT_FORMAT 8 CompteNum']],
    ['CompteNum', '', ['FIELD_EMPTY 8 CompteNum']],
    ['CompteLib', '', ['FIELD_EMPTY 8 CompteLib']],
    ['CompAuxNum', 'lumen', ['AUXILIARY_PAIR 8 CompAuxLib']],
    ['CompAuxLib', 'Lumen', ['AUXILIARY_PAIR 8 CompAuxNum']],
    ['PieceRef', 'F-9', ['ENTRY_PIECES 8 PieceRef']],
    ['PieceRef', '', ['ENTRY_PIECES 8 PieceRef', 'FIELD_EMPTY 8 PieceRef']],
    ['PieceDate', '20260101', ['ENTRY_PIECES 8 PieceDate']],
    ['PieceDate', '2026-02-03', ['DATE_INVALID 8 PieceDate', 'ENTRY_PIECES 8 PieceDate']],
    ['EcritureLib', '', ['FIELD_EMPTY 8 EcritureLib']],
    ['EcritureLib', '"a"', ['QUOTED_FIELD 8 EcritureLib']],
    ['EcritureLib', 'a\u0000b', ['CONTROL_CHARACTER 8 EcritureLib']],
    ['EcritureLib', 'a\u0085b', ['CONTROL_CHARACTER 8 EcritureLib']],
    ['EcritureLib', 'a\tb', ['FIELD_COUNT 8']],
    ['Debit', '100,00', ['AMOUNT_BOTH_SIDES 8 Credit', 'ENTRY_UNBALANCED 7 EcritureNum', 'TOTAL_UNBALANCED']],
    ['Debit', '', ['AMOUNT_FORMAT 8 Debit']],
    ['Credit', '0,00', ['AMOUNT_NO_SIDE 8 Debit', 'ENTRY_UNBALANCED 7 EcritureNum', 'TOTAL_UNBALANCED']],
    ['Credit', '100,01', ['ENTRY_UNBALANCED 7 EcritureNum', 'TOTAL_UNBALANCED']],
    ['Credit', '-100,00', ['ENTRY_UNBALANCED 7 EcritureNum', 'TOTAL_UNBALANCED']],
    ['Credit', '100.00', ['AMOUNT_FORMAT 8 Credit']],
    ['Credit', '1 00,00', ['AMOUNT_FORMAT 8 Credit']],
    ['Credit', '100,001', ['AMOUNT_FORMAT 8 Credit']],
    ['Credit', '100,00-', ['AMOUNT_FORMAT 8 Credit']],
    ['Credit', '1e2', ['AMOUNT_FORMAT 8 Credit']],
    ['Credit', '99999999999999,00', ['AMOUNT_FORMAT 8 Credit']],
    ['EcritureLet', 'AA', ['LETTER_PAIR 8 DateLet']],
    ['DateLet', '20260301', ['LETTER_PAIR 8 EcritureLet']],
    ['DateLet', '20261301', ['DATE_INVALID 8 DateLet', 'LETTER_PAIR 8 EcritureLet']],
    ['ValidDate', '', ['FIELD_EMPTY 8 ValidDate']],
    ['ValidDate', '20260201', ['VALID_DATE_ORDER 8 ValidDate']],
    ['ValidDate', '20250203', ['VALID_DATE_EARLY 8 ValidDate', 'VALID_DATE_ORDER 8 ValidDate']],
    ['Montantdevise', '12,00', ['CURRENCY_PAIR 8 Idevise']],
    ['Montantdevise', '12.00', ['AMOUNT_FORMAT 8 Montantdevise', 'CURRENCY_PAIR 8 Idevise']],
    ['Idevise', 'USD', ['CURRENCY_PAIR 8 Montantdevise']],
    ['Idevise', 'dollar', ['CURRENCY_PAIR 8 Montantdevise', 'CURRENCY_UNKNOWN 8 Idevise']],
  ])('%s %j', async (field, to, faults) => {
    expect(found(checked(await changed(8, field, to))).sort()).toEqual([...faults].sort());
  });

  test.each([
    [
      '4',
      [
        'ENTRY_NUMBER_SEQUENCE 7 EcritureNum',
        'ENTRY_UNBALANCED 7 EcritureNum',
        'ENTRY_UNBALANCED 8 EcritureNum',
      ],
    ],
    [
      'x',
      [
        'ENTRY_NUMBER_FORMAT 7 EcritureNum',
        'ENTRY_UNBALANCED 7 EcritureNum',
        'ENTRY_UNBALANCED 8 EcritureNum',
      ],
    ],
  ])('EcritureNum %j', async (to, faults) => {
    expect(found(checked(await changed(7, 'EcritureNum', to))).sort()).toEqual(faults);
  });
});

describe('lines that are changed:', () => {
  const change = async (line: number, make: (text: string) => readonly string[]): Promise<string[]> => {
    const lines = await goodLines();
    return found(checked(file(lines.flatMap((text, at) => (at === line - 1 ? make(text) : [text])))));
  };
  const swapped = (a: string, b: string) => (line: string) => [
    line.replace(a, '#').replace(b, a).replace('#', b),
  ];

  test.each<[string, number, (line: string) => readonly string[], string[]]>([
    ['a separator more', 5, (line) => [`${line}\t`], ['TRAILING_SEPARATOR 5']],
    ['a field less', 5, (line) => [line.slice(0, -1)], ['FIELD_COUNT 5']],
    ['a blank line', 5, (line) => [line, ''], ['BLANK_LINE 6']],
    ['a line missing', 5, () => [], ['ENTRY_UNBALANCED 4 EcritureNum', 'TOTAL_UNBALANCED']],
    ['a line twice', 5, (line) => [line, line], ['ENTRY_UNBALANCED 4 EcritureNum', 'TOTAL_UNBALANCED']],
    ['a line too long', 5, (line) => [line + 'x'.repeat(70_000)], ['LINE_TOO_LONG 5']],
    ['no header', 1, () => [], ['HEADER_MISSING 1']],
    ['a separator more in the header', 1, (line) => [`${line}\t`], ['TRAILING_SEPARATOR 1']],
    ['a name in other letters', 1, (line) => [line.replace('Debit', 'DEBIT')], ['HEADER_NAME 1 Debit']],
    ['a name that is none', 1, (line) => [line.replace('DateLet', 'Lettre')], ['HEADER_NAME 1 DateLet']],
    ['names in another order', 1, swapped('PieceRef', 'PieceDate'), ['HEADER_ORDER 1 PieceRef', 'HEADER_ORDER 1 PieceDate']], // prettier-ignore
    ['a byte order mark', 1, (line) => [`\u00ef\u00bb\u00bf${line}`], ['BYTE_ORDER_MARK 1']],
    ['quoted names', 1, (line) => [line.replace('Debit', '"Debit"')], ['QUOTED_FIELD 1']],
  ])('%s', async (_, line, make, faults) => {
    const all = await change(line, make);
    // Fields that stand under another name are wrong there too.
    expect(all.filter((one) => faults.includes(one) || !one.startsWith('DATE_INVALID'))).toEqual(faults);
  });

  test('an entry missing, an entry twice, entries out of order', async () => {
    const lines = await goodLines();
    const without = [...lines.slice(0, 6), ...lines.slice(9)];
    expect(found(checked(file(without)))).toEqual(['ENTRY_NUMBER_SEQUENCE 7 EcritureNum']);
    const twice = [...lines.slice(0, 9), ...lines.slice(3, 6), ...lines.slice(9)];
    expect(found(checked(file(twice)))).toEqual([
      'ENTRY_NUMBER_SEQUENCE 10 EcritureNum',
      'VALID_DATE_ORDER 10 ValidDate',
    ]);
    const late = [lines[0]!, ...lines.slice(3), ...lines.slice(1, 3)];
    expect(found(checked(file(late)))).toEqual([
      'ENTRY_NUMBER_SEQUENCE 11 EcritureNum',
      'OPENING_NOT_FIRST 11 JournalCode',
    ]);
  });

  test('line ends that change on the way', async () => {
    const lines = await goodLines();
    const mixed = file(lines.slice(0, 4)) + file(lines.slice(4, 6), '\n') + file(lines.slice(6));
    expect(found(checked(mixed))).toEqual(['LINE_ENDS_MIXED 5', 'LINE_ENDS_MIXED 6']);
  });
});

describe('the name of the file', () => {
  test.each([
    ['000000018FEC20261231.TXT', []],
    ['fec.txt', ['FILE_NAME']],
    ['000000018FEC20260231.txt', ['FILE_NAME']],
    ['000000019FEC20261231.txt', ['FILE_NAME']],
    ['000000018FEC20260228.txt', ['DATE_OUTSIDE_YEAR 10 EcritureDate', 'DATE_OUTSIDE_YEAR 11 EcritureDate', 'DATE_OUTSIDE_YEAR 12 EcritureDate']], // prettier-ignore
    ['000000018FEC20270131.txt', ['DATE_OUTSIDE_YEAR 2 EcritureDate', 'DATE_OUTSIDE_YEAR 3 EcritureDate']],
  ])('%s: %j', async (name, faults) => {
    expect(found(checked(file(await goodLines()), { name }))).toEqual(faults);
  });

  test('a first year of more than twelve months says its first day', async () => {
    const bytes = file(await goodLines());
    expect(checked(bytes, { name: '000000018FEC20270131.txt', from: '2025-12-01' }).clean).toBe(true);
  });
});

describe('files of other packages', () => {
  test('amounts with their direction', async () => {
    const directed = (D: string, C: string, lines: readonly string[]): string =>
      file(
        lines.map((line, at) => {
          const fields = line.split('\t');
          const [debit, credit] = fields.slice(11, 13);
          const two = at === 0 ? ['Montant', 'Sens'] : debit === '0,00' ? [credit, C] : [debit, D];
          return fields.toSpliced(11, 2, ...two.map(String)).join('\t');
        }),
      );
    const lines = await goodLines();
    for (const [D, C] of [['D', 'C'], ['+1', '-1']] as const) // prettier-ignore
      expect(checked(directed(D, C, lines))).toMatchObject({ clean: true, amounts: 'Montant/Sens', debit: '365,00' }); // prettier-ignore
    expect(found(checked(directed('D', 'X', lines)))).toContain('DIRECTION_UNKNOWN 3 Sens');
  });

  test('UTF-8 is told from ISO 8859-15, and ASCII from both', async () => {
    const text = file(await goodLines());
    const utf8 = checked(Buffer.from(text, 'utf8'));
    expect([utf8.encoding, found(utf8)]).toEqual(['UTF-8', ['ENCODING 2']]);
    expect(utf8.findings[0]!.value).toContain('À nouveaux');
    const ascii = checked(text.replaceAll(/[\u0080-\u00ff]/g, 'e'));
    expect([ascii.encoding, ascii.clean]).toEqual(['ASCII', true]);
    const utf16 = checked(Buffer.from(`\ufeff${text}`, 'utf16le'));
    expect([utf16.encoding, found(utf16)]).toEqual(['UTF-16', ['ENCODING 1']]);
    const unmarked = Buffer.from(text, 'utf16le');
    for (const bytes of [unmarked, Buffer.from(unmarked).swap16()]) {
      const report = checked(bytes);
      expect([report.encoding, report.lineEnd, found(report)]).toEqual(['UTF-16', null, ['ENCODING 1']]);
    }
  });

  test('numbers with letters before them, and of each journal by itself where that is said', async () => {
    const lines = (await goodLines()).map((line) => line.split('\t'));
    const prefixed = lines.map((f, at) => (at === 0 ? f : f.with(2, `${f[0]}-00${at < 3 ? 1 : Number(f[2]) - 1}`))); // prettier-ignore
    expect(checked(file(prefixed.map((f) => f.join('\t')))).clean).toBe(true);
    const own = lines.map((f, at) => (at < 3 ? f : f.with(2, String(Number(f[2]) - 1))));
    const bytes = file(own.map((f) => f.join('\t')));
    expect(found(checked(bytes))).toContain('ENTRY_JOURNALS 4 JournalCode');
    expect(checked(bytes, { numbering: 'journal' }).clean).toBe(true);
  });

  test('an opening that names the documents which still stood', async () => {
    expect(checked(await changed(3, 'PieceRef', 'F-9')).clean).toBe(true);
  });

  test('rules that one does not want to hear of', async () => {
    const bytes = await changed(8, 'Debit', '');
    expect(checked(bytes, { ignored: new Set(['AMOUNT_FORMAT']) }).clean).toBe(true);
  });
});

describe('what is no FEC', () => {
  test.each<[string, string | Uint8Array, string[]]>([
    ['nothing', '', ['FILE_EMPTY']],
    ['line ends alone', '\r\n\r\n', ['BLANK_LINE 1', 'BLANK_LINE 2', 'NO_ENTRIES']],
    ['a PDF', '%PDF-1.7\n%\u00e2\u00e3\n1 0 obj\n', ['HEADER_MISSING 1']],
    ['NUL', '\u0000'.repeat(1_000), ['HEADER_MISSING 1']],
    ['a line without end', 'x'.repeat(5_000_000), ['LINE_TOO_LONG 1']],
  ])('%s', (_, bytes, faults) => {
    expect(found(checked(bytes))).toEqual(faults);
  });

  test('a header alone, and a last line without an end', async () => {
    const lines = await goodLines();
    expect(found(checked(file(lines.slice(0, 1))))).toEqual(['NO_ENTRIES']);
    expect(checked(file(lines).slice(0, -2)).clean).toBe(true);
    expect(found(checked(file(lines).slice(0, -12)))).toEqual(['FIELD_COUNT 12']);
  });

  test('a great many faults are counted, and the first of each listed', async () => {
    const [header] = await goodLines();
    const report = checked(`${header}\n${'\u0001\t\n'.repeat(5_000)}`);
    expect(report.counts).toMatchObject({ FIELD_COUNT: 5_000, CONTROL_CHARACTER: 5_000 });
    expect(report.findings).toHaveLength(40);
    expect(report.more).toBe(9_960);
    expect(JSON.stringify(report).length).toBeLessThan(20_000);
  });

  test('bytes at random end in a report, and never in more memory', () => {
    let seed = 1;
    const bytes = Uint8Array.from({ length: 300_000 }, () => (seed = (seed * 48_271) % 2_147_483_647) % 256);
    expect(checked(bytes, { name: FEC_NAME }).clean).toBe(false);
  });
});
