import type { ResidentMonth } from '../model/index.js';
import { invoice, line } from '../../../../test/samples/printable.js';
import { documentPdf } from './document-page.js';

const month = (changes: Partial<ResidentMonth> = {}): ResidentMonth => ({
  places: ['Porte A12, Les Tilleuls'],
  from: '2026-08-01',
  to: '2026-08-31',
  status: 'FREE_DUE',
  reasons: [],
  energyWh: 241_000,
  ownCostCents: 5344,
  creditedCents: 5344,
  shortCents: 0,
  ...changes,
});

const statement = (count: number, resident: ResidentMonth, name = 'Jeanne Lefèvre') => {
  const { seller, buyer } = invoice();
  const label = 'Électricité, heures pleines, point 99000000001901';
  const lines = Array.from({ length: count }, () => line(label, 100, { unit: 'kWh', priceBase: 1 }));
  return invoice({
    kind: 'repayment-statement',
    profile: null,
    payment: null,
    seller: { ...buyer, name, siren: null, vatNumber: null, endpoint: null },
    buyer: seller,
    lines,
    vat: [],
    netCents: count * 100,
    vatCents: 0,
    grossCents: count * 100,
    resident,
  });
};

const pagesOf = (pdf: Uint8Array): number =>
  Buffer.from(pdf)
    .toString('latin1')
    .match(/\/Type \/Page\b(?!s)/g)?.length ?? 0;

const SHORT = month({
  status: 'SHORT',
  shortCents: 172,
  reasons: ['PRICE_ABOVE_CREDIT', 'REGISTER_NOT_AGREED', 'ESTIMATE_NOT_AGREED'],
});
const UNPROVEN = month({ status: 'UNPROVEN', reasons: ['HELD_SPAN', 'NO_PRICE', 'NO_COLOUR', 'NO_WINDOWS'] });

describe("a resident's statement", () => {
  test.each([
    ['one line', statement(1, month())],
    ['no line', statement(0, month({ status: 'FREE_PAID' }))],
    ['400 lines and something missing', statement(400, SHORT)],
    ['400 lines and nothing proven', statement(400, UNPROVEN)],
    [
      'many dwellings and a name of 300 signs',
      statement(40, { ...SHORT, places: Array(30).fill('Porte A12') as string[] }, 'é'.repeat(300)),
    ],
  ])('is one page: %s', async (_what, document) => {
    for (const language of ['fr', 'en'] as const)
      expect(pagesOf(await documentPdf({ ...document, language }, null))).toBe(1);
  });

  test('has the same bytes each time, and others where it says something else', async () => {
    const [a, b, c] = [
      await documentPdf(statement(2, month()), null),
      await documentPdf(statement(2, month()), null),
      await documentPdf(statement(2, SHORT), null),
    ];
    expect(Buffer.compare(a, b)).toBe(0);
    expect(Buffer.compare(a, c)).not.toBe(0);
  });
});
