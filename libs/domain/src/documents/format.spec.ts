import {
  cutTo,
  formatDate,
  formatEur,
  formatMonth,
  formatNumber,
  formatPercent,
  formatPrice,
} from './format.js';

test.each([
  ['1234567.890', '1\u202f234\u202f567,890', '1,234,567.890'],
  ['999', '999', '999'],
  ['-1000.5', '\u22121\u202f000,5', '\u22121,000.5'],
])('the number %s in French and English', (text, fr, en) => {
  expect([formatNumber(text, 'fr'), formatNumber(text, 'en')]).toEqual([fr, en]);
});

test.each([
  [123450, '1\u202f234,50\u202f€', '€1,234.50'],
  [-453, '\u22124,53\u202f€', '\u2212€4.53'],
  [0, '0,00\u202f€', '€0.00'],
])('%d cents', (cents, fr, en) => {
  expect([formatEur(cents, 'fr'), formatEur(cents, 'en')]).toEqual([fr, en]);
});

test('dates, months, percentages and prices are pinned, whatever the machine', () => {
  expect([formatDate('2026-07-01', 'fr'), formatDate('2026-07-01', 'en')]).toEqual([
    '01/07/2026',
    '1 July 2026',
  ]);
  expect([formatMonth('2026-02', 'fr'), formatMonth('2026-02', 'en')]).toEqual([
    'février 2026',
    'February 2026',
  ]);
  expect([formatPercent('12.15', 'fr'), formatPercent('20', 'en')]).toEqual(['12,15\u202f%', '20%']);
  expect([formatPrice('0.16675', 'fr'), formatPrice('0.05', 'en'), formatPrice('3', 'fr')]).toEqual([
    '0,16675',
    '0.05',
    '3,00',
  ]);
});

test('a text is cut between characters', () => {
  expect([cutTo('abc', 2), cutTo('a😀b', 2), cutTo('a😀b', 3), cutTo('abc', 9)]).toEqual([
    'ab',
    'a',
    'a😀',
    'abc',
  ]);
});
