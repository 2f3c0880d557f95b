import { zoneOffsets } from '../installation/index.js';
import { enedisCurveOf } from './enedis-lines.js';
import { FileFault } from './file-fault.js';

const made = zoneOffsets('Europe/Paris');
if ('refused' in made) throw new Error('no zone of Paris');
const PARIS = made.zone;

const HEADER = `\uFEFFIdentifiant PRM;Type de donnees;Date de debut;Date de fin;Grandeur physique;Grandeur metier;Etape metier;Unite;Pas en minutes
1111111111111;Courbe de charge;29/06/2022;29/07/2023;Energie active;Consommation;Comptage Brut;W;
Horodate;Valeur
`;
const rows = (text: string): [string, number | null][] =>
  [...enedisCurveOf(text, PARIS).rows]
    .sort((a, b) => a.atMs - b.atMs)
    .map(({ atMs, watts }) => [new Date(atMs).toISOString().slice(0, 16), watts]);

const cases: [string, string, [string, number | null][]][] = [
  ['header, BOM and wrong dates', `${HEADER}2022-07-29T00:30:00+02:00;330\n`, [['2022-07-28T22:30', 330]]],
  ['no header, CRLF, blank lines', '2022-07-29T00:30:00+02:00;330\r\n\r\n', [['2022-07-28T22:30', 330]]],
  [
    'headers in between',
    `${HEADER}2022-07-29T00:30:00+02:00;1\n${HEADER}2022-07-29T01:00:00+02:00;2`,
    [
      ['2022-07-28T22:30', 1],
      ['2022-07-28T23:00', 2],
    ],
  ],
  [
    'no value, zero',
    '2022-07-29T00:30:00+02:00;\n2022-07-29T01:00:00+02:00;0',
    [
      ['2022-07-28T22:30', null],
      ['2022-07-28T23:00', 0],
    ],
  ],
  [
    'offsets of all forms',
    '2022-07-29T00:30:00Z;1\n2022-07-29 01:00+0000;2\n2022-07-29T02:00:00-01:30;3',
    [
      ['2022-07-29T00:30', 1],
      ['2022-07-29T01:00', 2],
      ['2022-07-29T03:30', 3],
    ],
  ],
  [
    'French days and no offset',
    '29/07/2022 00:30;1\n29/07/2022 01:00:00;2',
    [
      ['2022-07-28T22:30', 1],
      ['2022-07-28T23:00', 2],
    ],
  ],
  ['24:00 is the next midnight', '2022-07-29 24:00;1', [['2022-07-29T22:00', 1]]],
  [
    'the hour that comes twice, with offsets',
    '2022-10-30T02:30:00+02:00;1\n2022-10-30T02:30:00+01:00;2',
    [
      ['2022-10-30T00:30', 1],
      ['2022-10-30T01:30', 2],
    ],
  ],
  [
    'the hour that comes twice, without offsets',
    '2022-10-30 01:30;1\n2022-10-30 02:00;2\n2022-10-30 02:30;3\n2022-10-30 02:00;4\n2022-10-30 02:30;5\n2022-10-30 03:00;6',
    [
      ['2022-10-29T23:30', 1],
      ['2022-10-30T00:00', 2],
      ['2022-10-30T00:30', 3],
      ['2022-10-30T01:00', 4],
      ['2022-10-30T01:30', 5],
      ['2022-10-30T02:00', 6],
    ],
  ],
  [
    'the same backward',
    '2022-10-30 03:00;6\n2022-10-30 02:30;5\n2022-10-30 02:00;4\n2022-10-30 02:30;3\n2022-10-30 02:00;2\n2022-10-30 01:30;1',
    [
      ['2022-10-29T23:30', 1],
      ['2022-10-30T00:00', 2],
      ['2022-10-30T00:30', 3],
      ['2022-10-30T01:00', 4],
      ['2022-10-30T01:30', 5],
      ['2022-10-30T02:00', 6],
    ],
  ],
  ['that hour told once is its first occurrence', '2022-10-30 02:00;2', [['2022-10-30T00:00', 2]]],
  [
    'the hour that does not exist, without offsets',
    '2023-03-26 01:30;1\n2023-03-26 03:00;2\n2023-03-26 03:30;3',
    [
      ['2023-03-26T00:30', 1],
      ['2023-03-26T01:00', 2],
      ['2023-03-26T01:30', 3],
    ],
  ],
  ['a time that does not exist', '2023-03-26 02:00;2', [['2023-03-26T01:00', 2]]],
];
test.each(cases)('%s', (_what, text, expected) => {
  expect(rows(text)).toEqual(expected);
});

test('where rows have no order, the hour that comes twice keeps both values and is told', () => {
  const { rows: read, notes } = enedisCurveOf(
    '2022-10-30 02:30;9\n2022-10-30 05:00;1\n2022-10-30 02:30;4\n2022-10-30 01:00;1',
    PARIS,
  );
  expect(read.map(({ watts }) => watts).sort()).toEqual([1, 1, 4, 9]);
  expect(new Set(read.map(({ atMs }) => atMs)).size).toBe(4);
  expect(notes).toEqual([expect.stringContaining('2022-10-30 02:30')]);
});

const refused: [string, string, string, string][] = [
  ['a value that is no number', '2022-07-29T00:30:00+02:00;x', 'CURVE_ROW_INVALID', 'line 1'],
  ['a fraction of a watt', '2022-07-29T00:30:00+02:00;1.5', 'CURVE_ROW_INVALID', 'line 1'],
  ['less than nothing', '2022-07-29T00:30:00+02:00;-1', 'CURVE_ROW_INVALID', 'line 1'],
  ['a day that does not exist', '\n2022-02-30T00:30:00+02:00;1', 'CURVE_ROW_INVALID', 'line 2'],
  ['a year of no meter', '1970-01-01T00:30:00+01:00;1', 'CURVE_ROW_INVALID', 'line 1'],
  ['another unit', HEADER.replace(';W;', ';kWh;'), 'CURVE_UNIT_UNKNOWN', 'line 2'],
  ['two meters', `${HEADER}${HEADER.replace('1111111111111', '2222222222222')}`, 'SEVERAL_METERS', 'line 5'],
  ['no row', HEADER, 'CURVE_EMPTY', 'file'],
];
test.each(refused)('%s is refused', (_what, text, code, field) => {
  const read = (): unknown => enedisCurveOf(text, PARIS);
  expect(read).toThrow(FileFault);
  expect(read).toThrow(`${code} (${field})`);
});
