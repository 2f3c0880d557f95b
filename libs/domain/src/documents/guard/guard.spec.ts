import fc from 'fast-check';
import { Decimal, lineCents, vatCents } from '#domain/quantity';
import { guardDocument, heldByRates, vatTotals, type HeldAtRate } from '#domain/documents';
import type { DocumentIssuedData } from '#events';
import {
  AE,
  CREDIT,
  HELD,
  MINISTRY,
  PREPAID,
  PREPAYMENT,
  SELF_BILLED,
  SWISS,
  guarded,
  guardedLine,
  untaxed,
  type Guarded,
} from '../../../../../test/samples/guarded.js';

type Changes = (document: DocumentIssuedData) => Partial<DocumentIssuedData>;
const codes = (document: DocumentIssuedData, held?: readonly HeldAtRate[]): string[] =>
  guardDocument(document, held === undefined ? {} : { held }).map(({ code }) => code);

describe('a document that the guard lets pass', () => {
  test.each<[string, Guarded]>([
    ['an invoice', {}],
    ['one after a prepayment', PREPAID],
    ['a credit note', CREDIT],
    ['a self-billed invoice', SELF_BILLED],
    ['its credit note', { kind: 'self-billed-credit-note', held: HELD }],
    ['a corrected invoice', { kind: 'corrected-invoice' }],
    ['the invoice of a prepayment', PREPAYMENT],
    ['a business of the EU', AE],
    ['a business outside the EU', SWISS],
    ['a public body', MINISTRY],
    ['an individual', { clientIs: { kind: 'individual', siren: null, vatNumber: null } }],
    ['a company that charges no VAT', { companyIs: { standardVatRate: '0' }, lines: untaxed('E') }],
    ['a repayment', { kind: 'repayment-statement', lines: untaxed('O') }],
    ['its correction', { kind: 'repayment-correction', lines: untaxed('O') }],
    [
      'an export as agreed',
      {
        ...SWISS,
        lines: untaxed('G'),
        clientIs: { ...SWISS.clientIs, vat: { category: 'G', code: 'VATEX-EU-G', reason: 'Export' } },
      },
    ],
    ['a name with & and <', { companyIs: { name: 'Chaleur & Calcul <SAS>' } }],
    ['a name of 300 characters', { companyIs: { name: 'é'.repeat(300) } }],
    ['an emoji', { lines: [guardedLine({ label: 'Calcul 🔥' })] }],
  ])('%s', (_, given) =>
    expect(guardDocument(guarded(given), given.held && { held: given.held })).toEqual([]),
  );
});

const price = fc
  .tuple(fc.integer({ min: 1, max: 9_999_999 }), fc.integer({ min: 0, max: 6 }))
  .map(([digits, places]) => new Decimal(digits).div(new Decimal(10).pow(places)).toFixed());
const someLine = fc
  .record({
    quantity: fc.integer({ min: 1, max: 99_999_999 }).map((ms) => new Decimal(ms).div(1000).toFixed(3)),
    priceEur: price,
    priceBase: fc.constantFrom(1, 3600),
    vatRate: fc.constantFrom('20', '10', '5.5'),
  })
  .map((said) =>
    guardedLine({ ...said, amountCents: lineCents(said.priceEur, said.quantity, said.priceBase) }),
  );
const someLines = fc
  .array(someLine, { minLength: 1, maxLength: 5 })
  .filter((lines) => lines.some(({ amountCents }) => amountCents > 0));

describe('whatever is made of random lines', () => {
  test('property: has no fault, and one cent anywhere has', () => {
    fc.assert(
      fc.property(someLines, fc.constantFrom(-1, 1), fc.nat(), (lines, by, at) => {
        const document = guarded({ lines });
        expect(guardDocument(document)).toEqual([]);
        const cent: Changes[] = [
          () => ({ netCents: document.netCents + by }),
          () => ({ vatCents: document.vatCents + by }),
          () => ({ grossCents: document.grossCents + by }),
          ...document.vat.flatMap((total, i): Changes[] => [
            () => ({ vat: document.vat.with(i, { ...total, vatCents: total.vatCents + by }) }),
            () => ({ vat: document.vat.with(i, { ...total, baseCents: total.baseCents + by }) }),
          ]),
          ...document.lines.map((one, i): Changes => () => ({
            lines: document.lines.with(i, { ...one, amountCents: one.amountCents + by }),
          })),
        ];
        const change = cent[at % cent.length]!;
        expect(codes({ ...document, ...change(document) })).toHaveLength(1);
      }),
      { numRuns: 60 },
    );
  });

  test('property: credits of it up to all it holds have none either', () => {
    fc.assert(
      fc.property(someLines, fc.integer({ min: 1, max: 100 }), (lines, percent) => {
        const totals = vatTotals(lines);
        const credited = lines.map((one) => {
          const amountCents = Math.floor((one.amountCents * percent) / 100);
          const priceEur = new Decimal(amountCents).div(100).toFixed(2);
          return { ...one, quantity: '1', unit: 'one' as const, priceEur, priceBase: 1, amountCents };
        });
        fc.pre(credited.some(({ amountCents }) => amountCents > 0));
        const held = heldByRates(credited, (category, rate) => {
          const own = totals.find((total) => total.category === category && total.rate === rate)!;
          return { netCents: own.baseCents, vatCents: vatCents(own.baseCents, rate) };
        });
        expect(guardDocument(guarded({ kind: 'credit-note', lines: credited, held }), { held })).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});
