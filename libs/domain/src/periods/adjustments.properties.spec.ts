import fc from 'fast-check';
import { assertBalanced } from '#domain/accounting';
import { isCredit } from '#domain/documents';
import type { FactEvent } from '#domain/facts';
import { addMonths } from '#domain/calendar';
import { lineCents, vatCents } from '#domain/quantity';
import { Books } from '../../../../test/doubles/small-books.js';
import {
  POINT_A,
  agreement,
  at,
  commissioned,
  corrected,
  heldByOccupant,
  heldByOwner,
  installed,
  mandate,
  movedIn,
  optedIn,
  owner,
  resident,
} from '../../../../test/samples/heated-block.js';
import { metered } from '../../../../test/samples/metered-block.js';

const heater = [commissioned('h1'), installed('h1', POINT_A, 'a1'), agreement(POINT_A)];
const landlord = [owner('habitat'), heldByOwner(POINT_A, 'habitat'), ...heater];
const office = [
  owner('office', { vat: 'deducts', vatNumber: 'FR03552081317' }),
  mandate('office'),
  heldByOwner(POINT_A, 'office'),
  ...heater,
];
const home = [resident('r1'), movedIn('r1', 'a1'), optedIn('r1'), heldByOccupant(POINT_A), ...heater];

const inMonth = (month: string, energyWh: number): FactEvent =>
  corrected('h1', at(`${month}-01`), at(`${addMonths(month, 1)}-01`), energyWh);
/** What August is said to have been at one close after the other, and what each later month drew by itself. */
const history = fc.array(fc.tuple(fc.nat(400_000), fc.nat(60_000)), { minLength: 1, maxLength: 7 });

/** Closes August and the months after it; answers the books. */
function closeAll(people: readonly FactEvent[], said: readonly (readonly [number, number])[]): Books {
  const books = new Books(metered('h1'));
  const own: FactEvent[] = [];
  said.forEach(([augustWh, ownWh], i) => {
    const month = addMonths('2026-08', i);
    if (i > 0) own.push(inMonth(month, ownWh));
    books.close(month, [...people, ...own, inMonth('2026-08', augustWh)]);
  });
  return books;
}

/** Net cents that all documents together state for August. */
const statedForAugust = (books: Books): number =>
  books.issued
    .flatMap(({ kind, lines }) => lines.map((line) => ({ ...line, sign: isCredit(kind) ? -1 : 1 })))
    .filter(({ key }) => key.startsWith('2026-08|'))
    .reduce((sum, { amountCents, sign }) => sum + sign * amountCents, 0);

const worth = (energyWh: number, price: string): number => lineCents(price, (energyWh / 1000).toFixed(3), 1);

describe('whatever August is said to have been, one close after the other', () => {
  test.each([
    ['repaid including tax', landlord, '0.2001'],
    ['self-billed', office, '0.16675'],
  ])('documents of an owner %s always come to what it is worth now', (_what, people, price) => {
    fc.assert(
      fc.property(history, (said) => {
        expect(statedForAugust(closeAll(people, said))).toBe(worth(said.at(-1)![0], price));
      }),
    );
  });

  test('credits never exceed a document, in net or in VAT, and exhaust both together', () => {
    fc.assert(
      fc.property(history, (said) => {
        const { issued } = closeAll(office, said);
        for (const document of issued.filter(({ kind }) => !isCredit(kind))) {
          const credits = issued.filter(
            ({ cites, kind }) => isCredit(kind) && cites[0]?.number === document.number,
          );
          const left = credits.reduce(
            (rest, { netCents, vatCents: vat }) => ({ net: rest.net - netCents, vat: rest.vat - vat }),
            { net: document.netCents, vat: document.vatCents },
          );
          expect(Math.min(left.net, left.vat)).toBeGreaterThanOrEqual(0);
          if (left.net === 0) expect(left.vat).toBe(0);
        }
      }),
    );
  });

  test('a resident is never asked for money: what was taken and what still waits make up the difference', () => {
    fc.assert(
      fc.property(history, (said) => {
        const books = closeAll(home, said);
        for (const { grossCents } of books.issued) expect(grossCents).toBeGreaterThanOrEqual(0);
        const waiting = books.lastPlan!.carries.reduce((sum, { carryCents }) => sum + carryCents, 0);
        expect(statedForAugust(books) - waiting).toBe(worth(said.at(-1)![0], '0.2001'));
      }),
    );
  });

  test('every document passes the guard, adds up, bears VAT once per rate, and posts a balanced entry of its gross', () => {
    fc.assert(
      fc.property(history, fc.constantFrom(landlord, office, home), (said, people) => {
        const books = closeAll(people, said);
        expect(books.faults).toEqual([]);
        for (const document of books.issued) {
          const { lines, vat, netCents, grossCents, kind, entry } = document;
          expect(lines.reduce((sum, { amountCents }) => sum + amountCents, 0)).toBe(netCents);
          expect(grossCents).toBe(netCents + document.vatCents);
          if (!isCredit(kind))
            for (const total of vat) expect(total.vatCents).toBe(vatCents(total.baseCents, total.rate));
          assertBalanced(entry);
          expect(entry.postings.reduce((sum, { debitCents }) => sum + debitCents, 0)).toBe(grossCents);
        }
      }),
    );
  });
});
