import { factsOf, groundwork, owner } from '../../../../test/samples/heated-block.js';
import { freePrefix, prefixesBeside } from './prefixes.js';

const opened = (prefix: string) =>
  ({ type: 'SeriesOpened', data: { series: 'main', prefix, first: 1 } }) as const;

test('a series keeps off what is open and what others would open by, not off its own', () => {
  const facts = factsOf(...groundwork, owner('habitat'), opened('2026-'));
  expect(prefixesBeside('repayments-main', facts)).toEqual(['2026-', 'F-', 'A-HABITAT-']);
  expect(prefixesBeside('invoices-main', facts)).toEqual(['2026-', 'R-', 'A-HABITAT-']);
  expect(prefixesBeside('statements-habitat', facts)).toEqual(['2026-', 'F-', 'R-']);
});

test.each([
  [[], 'R-'],
  [['F-', '2026-'], 'R-'],
  [['R-'], 'RB-'],
  [['R-2026'], 'RB-'],
  [['R-', 'RB-'], 'RC-'],
])('beside %j repayments open by themselves with %s', (prefixes, expected) => {
  const facts = factsOf(...groundwork, ...prefixes.map(opened));
  expect(freePrefix('repayment-statement', 'main', facts)).toBe(expected);
});

test('of an owner it stays within 20 characters', () => {
  const facts = factsOf(...groundwork, opened('A-ABCDEFGHIJKLMNOPQ-'));
  expect(freePrefix('self-billed-invoice', 'abcdefghijklmnopq', facts)).toBe('A-ABCDEFGHIJKLMNB-');
});
