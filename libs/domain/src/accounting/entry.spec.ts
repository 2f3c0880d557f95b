import fc from 'fast-check';
import { chart } from '../../../../test/samples/heated-block.js';
import type { DocumentKind } from '#events';
import { documentEntry, type DocumentToPost } from './document-entry.js';
import { assertBalanced, type Chart } from './entry.js';

const accounts = chart.data as Chart;
const document = (kind: DocumentKind, changes: Partial<DocumentToPost> = {}): DocumentToPost => ({
  kind,
  party: { kind: 'client', id: 'lab' },
  vatPoint: 'receipts',
  netCents: 10000,
  vatCents: 2000,
  grossCents: 12000,
  date: '2026-08-03',
  piece: 'F-1',
  label: 'Facture F-1',
  ...changes,
});
const posted = (kind: DocumentKind, changes: Partial<DocumentToPost> = {}) =>
  documentEntry(document(kind, changes), accounts).postings.map(
    ({ account, party, debitCents, creditCents }) =>
      `${account}${party === null ? '' : `/${party}`} ${debitCents} ${creditCents}`,
  );
const owner = { party: { kind: 'owner', id: 'school' } } as const;
const untaxed = { vatCents: 0, grossCents: 10000 };

describe('the entry of a document', () => {
  test.each([
    ['invoice', {}, ['411/lab 12000 0', '706 0 10000', '44574 0 2000']],
    ['invoice', { vatPoint: 'debits' }, ['411/lab 12000 0', '706 0 10000', '44571 0 2000']],
    ['invoice', { ...untaxed, vatPoint: 'none' }, ['411/lab 10000 0', '706 0 10000']],
    [
      'invoice',
      { prepaid: { grossCents: 1250, vatCents: 208 } },
      ['411/lab 10750 0', '4191/lab 1042 0', '44571 208 0', '706 0 10000', '44571 0 208', '44574 0 1792'],
    ],
    [
      'invoice',
      { vatPoint: 'debits', prepaid: { grossCents: 1250, vatCents: 208 } },
      ['411/lab 10750 0', '4191/lab 1042 0', '44571 208 0', '706 0 10000', '44571 0 2000'],
    ],
    [
      'invoice',
      { prepaid: { grossCents: 12000, vatCents: 2001 } },
      ['4191/lab 9999 0', '44571 2001 0', '706 0 10000', '44571 0 2000'],
    ],
    ['prepayment-invoice', { netCents: 1042, vatCents: 208, grossCents: 1250 }, []],
    ['credit-note', {}, ['706 10000 0', '44574 2000 0', '411/lab 0 12000']],
    ['self-billed-invoice', owner, ['6061 10000 0', '44566 2000 0', '401/school 0 12000']],
    ['self-billed-credit-note', owner, ['401/school 12000 0', '6061 0 10000', '44566 0 2000']],
    ['repayment-statement', { ...owner, ...untaxed }, ['6061 10000 0', '401/school 0 10000']],
    ['repayment-correction', { ...owner, ...untaxed }, ['401/school 10000 0', '6061 0 10000']],
    [
      'repayment-statement',
      { party: { kind: 'resident', id: 'r1' }, ...untaxed },
      ['6061 10000 0', '467/r1 0 10000'],
    ],
  ] as const)('%s %j', (kind, changes, postings) => {
    expect(posted(kind, changes)).toEqual(postings);
  });

  test('a statement that comes to nothing posts nothing', () => {
    expect(posted('repayment-statement', { netCents: 0, vatCents: 0, grossCents: 0 })).toEqual([]);
  });

  test('every entry balances, whatever the amounts', () => {
    const kinds = fc.constantFrom<DocumentKind[]>(
      'invoice',
      'credit-note',
      'self-billed-invoice',
      'repayment-statement',
    );
    fc.assert(
      fc.property(kinds, fc.nat(1e12), fc.nat(1e12), (kind, netCents, vatCents) => {
        const entry = documentEntry(
          document(kind, { netCents, vatCents, grossCents: netCents + vatCents }),
          accounts,
        );
        expect(assertBalanced(entry)).toBe(entry);
      }),
    );
  });

  test('an entry that does not balance is a fault', () => {
    expect(() => documentEntry(document('invoice', { grossCents: 11999 }), accounts)).toThrow(
      /does not balance/,
    );
  });
});
