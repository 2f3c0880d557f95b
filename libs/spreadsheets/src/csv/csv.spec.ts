import fc from 'fast-check';
import { csvText } from './csv.js';

const columns = [
  { name: 'label', value: (row: { label: string; net: string }) => row.label },
  { name: 'net_eur', value: (row: { label: string; net: string }) => row.net },
];

/** What a program reads that parts cells by `separator` and knows quotes at the start of a cell alone. */
function readBack(text: string, separator: string): string[] {
  const cells: string[] = [];
  let at = 0;
  while (at < text.length) {
    let cell = '';
    if (text[at] === '"') {
      for (at += 1; at < text.length && (text[at] !== '"' || text[at + 1] === '"'); at += 1) {
        if (text[at] === '"') at += 1;
        cell += text[at];
      }
      at += 1;
    }
    while (at < text.length && text[at] !== separator && text[at] !== '\r' && text[at] !== '\n')
      cell += text[at++];
    at += text.startsWith('\r\n', at) ? 2 : 1;
    cells.push(cell);
  }
  return cells;
}

const NASTY = [...'==+-@＝＠\t\r\n\0;;,"\'a1  \u00a0|!()'];
const nasty = fc.oneof(
  fc.string({ unit: fc.constantFrom(...NASTY), maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 12 }),
);
const isNumber = (text: string): boolean => text.trim() !== '' && Number.isFinite(Number(text));

describe('CSV', () => {
  test('one header line, commas, CRLF', () => {
    expect(csvText(columns, [{ label: 'Computing', net: '1.20' }])).toBe(
      'label,net_eur\r\nComputing,1.20\r\n',
    );
  });

  test.each([
    ['=HYPERLINK("http://x")', '"\'=HYPERLINK(""http://x"")"'],
    ['+1-800', "'+1-800"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['-2+3', "'-2+3"],
    ["-1+cmd|' /C calc'!A0", "'-1+cmd|' /C calc'!A0"],
    ['-1\n', '"\'-1\n"'],
    ['-1e5', "'-1e5"],
    ['\tx', '"\'\tx"'],
    ['\n=1', '"\'\n\'=1"'],
    ['\0=1', "'\0'=1"],
    ['Facture;=1+1', '"Facture;\'=1+1"'],
    [' =1+1', "' =1+1"],
    ['\u00a0+1-800', "'\u00a0+1-800"],
    ['＝1+1', "'＝1+1"],
    ['＠SUM(A1)', "'＠SUM(A1)"],
  ])('%j opens as text, not as a formula', (label, shown) => {
    expect(csvText(columns, [{ label, net: '' }])).toBe(`label,net_eur\r\n${shown},\r\n`);
  });

  test.each(['Les Tilleuls – 12 rue', ' 12 rue', 'a = b', '–5 %', 'a ; b - c'])(
    '%j stays as it is',
    (label) => {
      expect(csvText(columns, [{ label, net: '' }]).replaceAll('"', '')).toBe(
        `label,net_eur\r\n${label},\r\n`,
      );
    },
  );

  test('negative amounts stay numbers; quotes, commas and line ends are quoted', () => {
    const text = csvText(columns, [{ label: 'a "b", c\nd', net: '-4.53' }]);
    expect(text).toContain('"a ""b"", c\nd",-4.53\r\n');
  });

  test('no text whatever becomes a formula, nor parts a cell, also where semicolons or tabs part them', () => {
    fc.assert(
      fc.property(nasty, (label) => {
        const text = csvText([columns[1]!, ...columns], [{ label, net: '-1.00' }]);
        for (const separator of [',', ';', '\t'])
          for (const cell of readBack(text, separator))
            expect(/^[ \u00a0]*[=+\-@＝＠\t\r\n\0]/.test(cell) && !isNumber(cell.split(/[,\r\n]/)[0]!)).toBe(
              false,
            );
        const cells = readBack(text, ',');
        expect(cells).toHaveLength(6);
        expect(cells[4]!.replaceAll("'", '')).toBe(label.replaceAll("'", ''));
      }),
      { numRuns: 500 },
    );
  });
});
