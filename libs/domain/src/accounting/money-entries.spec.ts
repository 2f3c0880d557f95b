import { chart } from '../../../../test/samples/heated-block.js';
import type { Chart } from './entry.js';
import { paidEntry, prepaidEntry, receivedEntry, type MoneyToPost } from './money-entries.js';

const accounts = chart.data as Chart;
const money = (changes: Partial<MoneyToPost> = {}): MoneyToPost => ({
  date: '2026-09-03',
  piece: 'v-1',
  reference: 'VIR 7',
  party: { kind: 'client', id: 'lab' },
  amountCents: 0,
  owedByThemCents: 0,
  owedToThemCents: 0,
  suspenseCents: 0,
  vatDueCents: 0,
  ...changes,
});
const both = { owedByThemCents: 500, owedToThemCents: 500 };

describe('what an entry of money is called', () => {
  test.each<[string, typeof receivedEntry, Partial<MoneyToPost>, string]>([
    ['money in', receivedEntry, { amountCents: 500, owedByThemCents: 500 }, 'BQ Encaissement lab VIR 7'],
    ['money out', paidEntry, { amountCents: 500, owedToThemCents: 500 }, 'BQ Paiement lab VIR 7'],
    ['a credit note used up', receivedEntry, both, 'OD Imputation d’avoir lab VIR 7'],
    ['one of an owner', paidEntry, both, 'OD Imputation d’avoir lab VIR 7'],
    [
      'what was kept',
      receivedEntry,
      { owedByThemCents: 500, suspenseCents: -500 },
      'OD Imputation lab VIR 7',
    ],
  ])('%s', (_, entryOf, changes, label) => {
    const entry = entryOf(money(changes), accounts);
    expect(`${entry.journal} ${entry.label}`).toBe(label);
  });

  test('it is cut where an entry bears no more', () => {
    const reference = '😀'.repeat(70);
    const prepaid = { date: '2026-09-03', piece: 'v-1', reference, client: 'c'.repeat(64), vatCents: 1 };
    expect(prepaidEntry({ ...prepaid, amountCents: 6 }, accounts).label).toMatch(/^Acompte c+ (😀){63}$/u);
  });
});
