import { bookEntry } from '../../../../test/samples/fec.js';
import { Lettering, type SettlementLink } from './index.js';
import { letterOf } from './lettering.js';

const invoice = (index: number, cents: number, party = 'lumen') =>
  bookEntry(index, `2026-02-${String(index).padStart(2, '0')}`, [
    ['411', party, cents, 0],
    ['706', null, 0, cents],
  ]);
const receipt = (index: number, cents: number, kept = 0, party = 'lumen') =>
  bookEntry(index, `2026-02-${String(index).padStart(2, '0')}`, [
    ['512', null, cents + kept, 0],
    ['411', party, 0, cents],
    ...(kept === 0 ? [] : [['471', party, 0, kept] as const]),
  ]);
const entries = [invoice(1, 100), invoice(2, 50), invoice(3, 70), receipt(11, 150), receipt(12, 30), receipt(13, 40, 5)]; // prettier-ignore
const links = (...pairs: readonly (readonly [settlement: number, document: number, within?: false])[]) =>
  pairs.map(([settlement, document, within = true]): SettlementLink => ({ settlement, document, within }));

/** Letters of the postings to 411, by index. */
function lettered(...linked: readonly SettlementLink[]): Record<number, string> {
  const lettering = new Lettering();
  for (const link of linked) lettering.link(link);
  for (const entry of entries) lettering.add(entry);
  lettering.end();
  const told = entries.map(({ index }) => [index, lettering.of(index, { account: '411', party: 'lumen' })] as const); // prettier-ignore
  expect(lettering.of(13, { account: '471', party: 'lumen' })).toBeNull();
  expect(lettering.of(11, { account: '512', party: null })).toBeNull();
  return Object.fromEntries(told.flatMap(([index, letter]) => (letter === null ? [] : [[index, `${letter.letter} ${letter.date}`]]))); // prettier-ignore
}

test.each<[string, readonly SettlementLink[], Record<number, string>]>([
  ['nothing that is not settled', [], {}],
  ['one receipt of two invoices', links([11, 1], [11, 2]), { 1: 'A 2026-02-11', 2: 'A 2026-02-11', 11: 'A 2026-02-11' }],
  ['an invoice paid in part', links([12, 3]), {}],
  ['an invoice paid in two parts', links([12, 3], [13, 3]), { 3: 'A 2026-02-13', 12: 'A 2026-02-13', 13: 'A 2026-02-13' }],
  ['groups of their own', links([12, 3], [11, 2], [13, 3], [11, 1]), { 1: 'A 2026-02-11', 2: 'A 2026-02-11', 11: 'A 2026-02-11', 3: 'B 2026-02-13', 12: 'B 2026-02-13', 13: 'B 2026-02-13' }],
  ['what reaches beyond the extract', links([11, 1], [11, 2], [11, 99, false]), {}],
])('letters %s', (_, linked, letters) => {
  expect(lettered(...linked)).toEqual(letters);
}); // prettier-ignore

test('letters go on with two after Z', () => {
  expect([0, 25, 26, 51, 52, 701, 702].map(letterOf)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA']);
});
