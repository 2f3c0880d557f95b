import { chart } from '../../../../test/samples/heated-block.js';
import { POSTINGS_MAX, accrualEntries, type DocumentToAccrue } from './accruals.js';
import { assertBalanced, type Chart, type Entry } from './entry.js';

const accounts = chart.data as Chart;
const planned = (
  kind: DocumentToAccrue['kind'],
  party: DocumentToAccrue['party'] = { kind: 'client', id: 'lab' },
  vatCents = 2000,
): DocumentToAccrue => ({ kind, party, netCents: 10_000, vatCents, grossCents: 10_000 + vatCents });
const told = ({ postings }: Entry) =>
  postings.map(
    ({ account, party, debitCents, creditCents }) =>
      `${account}${party === null ? '' : `/${party}`} ${debitCents} ${creditCents}`,
  );
const owner = { kind: 'owner', id: 'school' } as const;

describe('accruals of a month', () => {
  test.each([
    ['invoice', undefined, 2000, ['4181/lab 12000 0', '706 0 10000', '44587 0 2000']],
    ['credit-note', undefined, 2000, ['706 10000 0', '44587 2000 0', '4198/lab 0 12000']],
    ['self-billed-invoice', owner, 2000, ['6061 10000 0', '44586 2000 0', '4081/school 0 12000']],
    ['self-billed-credit-note', owner, 2000, ['4098/school 12000 0', '6061 0 10000', '44586 0 2000']],
    ['repayment-statement', owner, 0, ['6061 10000 0', '4081/school 0 10000']],
    ['repayment-correction', owner, 0, ['4098/school 10000 0', '6061 0 10000']],
    ['repayment-statement', { kind: 'resident', id: 'r1' }, 0, ['6061 10000 0', '4686/r1 0 10000']],
  ] as const)('%s', (kind, party, vatCents, postings) => {
    const [accrual, reversal] = accrualEntries('2026-08', [planned(kind, party, vatCents)], accounts);
    expect([accrual!.date, accrual!.piece, told(accrual!)]).toEqual(['2026-08-31', 'ACCR-2026-08', postings]);
    const back = accrual!.postings.map((posting) => ({
      ...posting,
      debitCents: posting.creditCents,
      creditCents: posting.debitCents,
    }));
    expect([reversal!.date, reversal!.piece]).toEqual(['2026-09-01', 'EXTOURNE-2026-08']);
    expect(reversal!.postings).toHaveLength(back.length);
    expect(reversal!.postings).toEqual(expect.arrayContaining(back));
  });

  test('of many documents are parted into entries that balance, one posting per document', () => {
    const many = Array.from({ length: 450 }, (_, i) => planned('invoice', { kind: 'client', id: `c-${i}` }));
    const entries = accrualEntries('2026-12', many, accounts);
    expect(entries.map(({ piece, date }) => `${piece} ${date}`)).toEqual([
      'ACCR-2026-12 2026-12-31',
      'EXTOURNE-2026-12 2027-01-01',
      'ACCR-2026-12-2 2026-12-31',
      'EXTOURNE-2026-12-2 2027-01-01',
      'ACCR-2026-12-3 2026-12-31',
      'EXTOURNE-2026-12-3 2027-01-01',
    ]);
    for (const entry of entries) {
      expect(assertBalanced(entry).postings.length).toBeLessThanOrEqual(POSTINGS_MAX);
    }
  });

  test('a month without documents, or with nothing but zero, has none', () => {
    const nothing = { ...planned('repayment-statement', owner, 0), netCents: 0, grossCents: 0 };
    expect(accrualEntries('2026-08', [nothing], accounts)).toEqual([]);
  });
});
