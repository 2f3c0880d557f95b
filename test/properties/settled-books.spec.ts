import fc from 'fast-check';
import { assertBalanced } from '#domain/accounting';
import { SettledCompany } from './settled-company.js';

const cents = fc.integer({ min: 1, max: 500_000 });
const share = fc.constantFrom(1, 333, 500, 999, 1000);
const over = fc.constantFrom(0, 0, 1, 5_000);
const RESIDENT = { kind: 'resident', id: 'r1' } as const;
const OWNER = { kind: 'owner', id: 'habitat' } as const;

type Play = (company: SettledCompany) => void;
const played = <Values extends readonly unknown[]>(
  values: { [I in keyof Values]: fc.Arbitrary<Values[I]> },
  play: (company: SettledCompany, ...drawn: Values) => void,
): fc.Arbitrary<Play> =>
  fc.tuple(...values).map((drawn) => (company) => play(company, ...(drawn as unknown as Values)));

const action: fc.Arbitrary<Play> = fc.oneof(
  played([cents], (company, net) => company.invoice(net)),
  played([fc.nat(9), share], (company, which, permille) => company.credit(which, permille)),
  played([cents], (company, gross) => company.prepay(gross)),
  played([share, over], (company, permille, rest) => {
    company.applyCredits();
    company.receiveShare(permille, rest);
  }),
  played([cents], (company, gross) => company.statement(RESIDENT, gross)),
  played([cents], (company, gross) => company.statement(OWNER, gross)),
  played([share, over], (company, permille, rest) => company.pay(RESIDENT, permille, rest)),
  played([share, over], (company, permille, rest) => company.pay(OWNER, permille, rest)),
  played([share], (company, permille) => {
    company.applyCredits();
    company.setOff(permille);
  }),
  played([], (company) => company.accrue()),
);
const stories = fc.array(action, { minLength: 3, maxLength: 30 });
const told = (story: readonly Play[]): SettledCompany => {
  const company = new SettledCompany();
  for (const play of story) play(company);
  return company;
};
const sum = (values: readonly number[]): number => values.reduce((total, one) => total + one, 0);

/** A failure prints the seed that repeats it. */
describe('documents and settlements in any order', () => {
  test('Σ debit = Σ credit after every event, and no resident is in debit', () => {
    fc.assert(
      fc.property(stories, (story) => {
        const company = told(story);
        company.entries.forEach((entries, index) => {
          for (const entry of entries) assertBalanced(entry);
          expect(company.balanceOf('467', index + 1)).toBeLessThanOrEqual(0);
        });
      }),
      { numRuns: 60 },
    );
  });

  test('once everything is paid no VAT waits, and what fell due is the VAT of the documents, to the cent', () => {
    fc.assert(
      fc.property(stories, (story) => {
        const company = told(story);
        company.applyCredits();
        company.receiveShare(1000, 0);
        const sales = (kind: string): number[] =>
          company.issued.filter((document) => document.kind === kind).map(({ vatCents }) => vatCents);
        expect(company.balanceOf('44574')).toBe(0);
        expect(0 - company.balanceOf('44571')).toBe(
          sum(sales('invoice')) - sum(sales('credit-note')) + company.prepaidVatCents,
        );
      }),
      { numRuns: 60 },
    );
  });

  test('no document is settled by more than it states', () => {
    fc.assert(
      fc.property(stories, (story) => {
        const company = told(story);
        company.applyCredits();
        for (const document of company.issued) {
          const open = company.openOf(document);
          expect(open).toBeGreaterThanOrEqual(0);
          expect(open).toBeLessThanOrEqual(document.grossCents);
        }
      }),
      { numRuns: 30 },
    );
  });
});
