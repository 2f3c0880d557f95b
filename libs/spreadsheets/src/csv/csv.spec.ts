import { csvText } from './csv.js';

const columns = [
  { name: 'label', value: (row: { label: string; net: string }) => row.label },
  { name: 'net_eur', value: (row: { label: string; net: string }) => row.net },
];

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
    ['\tx', "'\tx"],
  ])('%j opens as text, not as a formula', (label, shown) => {
    expect(csvText(columns, [{ label, net: '' }])).toContain(`${shown},\r\n`);
  });

  test('negative amounts stay numbers; quotes, commas and line ends are quoted', () => {
    const text = csvText(columns, [{ label: 'a "b", c\nd', net: '-4.53' }]);
    expect(text).toContain('"a ""b"", c\nd",-4.53\r\n');
  });
});
