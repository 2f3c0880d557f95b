import fc from 'fast-check';
import { addMonths } from '#domain/calendar';
import { isCredit } from '#domain/documents';
import type { DocumentIssuedData } from '#events';
import { type DocumentRow, type LedgerOfATest, PATIENCE_MS } from '../scenarios/ledger-of-a-test.js';
import { bookMonth } from './books-actions.js';
import { BooksWorld, FIRST } from './books-world.js';

const MONTHS = 3;
/** More of them: HEATLEDGER_PROPERTY_RUNS. */
const RUNS = Number(process.env['HEATLEDGER_PROPERTY_RUNS'] ?? 2);

interface Posting {
  readonly index: number;
  readonly account: string;
  readonly party: string | null;
  readonly debit: { readonly amount: string };
  readonly credit: { readonly amount: string };
}
const cents = ({ amount }: { readonly amount: string }): number => Math.round(Number(amount) * 100);

async function all<Row>(ledger: LedgerOfATest, path: string): Promise<readonly Row[]> {
  return ledger.rows<Row>(`${path}${path.includes('?') ? '&' : '?'}limit=10000`);
}

/** Debits equal credits after every event, and no resident ever owes. */
function expectBalanced(postings: readonly Posting[]): void {
  const balance = new Map<number, number>();
  const residents = new Map<string, number>();
  for (const { index, account, party, debit, credit } of postings) {
    const signed = cents(debit) - cents(credit);
    balance.set(index, (balance.get(index) ?? 0) + signed);
    if (account === '467') residents.set(party ?? '', (residents.get(party ?? '') ?? 0) + signed);
    if (account === '467') expect(residents.get(party ?? '')).toBeLessThanOrEqual(0);
  }
  for (const [index, sum] of balance) expect([index, sum]).toEqual([index, 0]);
}

/** What credits take from a document is never more than it states, net and VAT. */
async function expectCreditsWithin(ledger: LedgerOfATest): Promise<void> {
  const rows = await all<DocumentRow>(ledger, '/v1/documents');
  const documents = await Promise.all(
    rows.map(({ series, number }) => ledger.get<DocumentIssuedData>(`/v1/documents/${series}/${number}`)),
  );
  for (const original of documents.filter(({ kind }) => !isCredit(kind))) {
    const credits = documents.filter(
      ({ kind, cites }) => isCredit(kind) && cites.some(({ number }) => number === original.number),
    );
    const sum = (of: (document: DocumentIssuedData) => number): number =>
      credits.reduce((total, credit) => total + of(credit), 0);
    expect(sum(({ netCents }) => netCents)).toBeLessThanOrEqual(original.netCents);
    expect(sum(({ vatCents }) => vatCents)).toBeLessThanOrEqual(original.vatCents);
  }
  for (const { netCents, vatCents, grossCents, lines } of documents) {
    expect(netCents + vatCents).toBe(grossCents);
    expect(lines.reduce((total, line) => total + line.amountCents, 0)).toBe(netCents);
  }
}

async function expectConserved(ledger: LedgerOfATest, month: string): Promise<void> {
  const { conservation } = await ledger.get<{
    conservation: { attributedWh: number; creditedWh: number; uncreditableWh: number; pendingWh: number };
  }>(`/v1/periods/${month}`);
  const { attributedWh, creditedWh, uncreditableWh, pendingWh } = conservation;
  expect(creditedWh + uncreditableWh + pendingWh).toBe(attributedWh);
}

describe('whatever people tell, in whatever order', () => {
  test(
    'books balance at every index, energy is conserved, credits stay within their originals',
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(bookMonth, { minLength: MONTHS, maxLength: MONTHS }), async (months) => {
          const world = await BooksWorld.open();
          try {
            for (const [i, month] of months.entries()) await world.live(addMonths(FIRST, i), month);
            expectBalanced(await all<Posting>(world.ledger, '/v1/entries'));
            await expectCreditsWithin(world.ledger);
            for (const [i] of months.entries()) await expectConserved(world.ledger, addMonths(FIRST, i));
          } finally {
            await world.ledger.close();
          }
        }),
        { numRuns: RUNS, endOnFailure: true },
      );
    },
    RUNS * PATIENCE_MS,
  );
});
