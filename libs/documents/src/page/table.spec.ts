import fc from 'fast-check';
import { CONTENT_WIDTH } from './paper.js';
import { Table, type Cell, type Column } from './table.js';
import { linesOf, widthOf } from './text-lines.js';

const COLUMNS: readonly Column[] = [
  { title: 'Désignation', kind: 'text' },
  { title: 'Quantité', kind: 'figure' },
  { title: 'Prix unitaire HT', kind: 'figure' },
  { title: 'TVA', kind: 'figure' },
  { title: 'Montant HT', kind: 'figure' },
];
const CARRIED = { forward: 'À reporter', brought: 'Report', sum: () => '0,00\u202f€' };
const cell: fc.Arbitrary<Cell> = fc.record({
  text: fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.constantFrom('W'.repeat(300), '123\u202f456\u202f789\u202f012\u202f345,678901234567', '19,20\u202f€'),
  ),
  note: fc.constantFrom('', 'par heure-cœur', '9'.repeat(200)),
});
const widest = (text: string, width: number, size: number): number =>
  Math.max(...linesOf(text, width, { size }).map((line) => widthOf(line, { size })));
const rows = fc.array(fc.tuple(cell, cell, cell, cell, cell), { minLength: 1, maxLength: 5 });

describe('columns of a table', () => {
  test('never overlap: together they fill the page, and every line of a cell fits into its own', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const { widths } = new Table(COLUMNS, all, CARRIED);
        const total = widths.reduce((sum, width) => sum + width + 10, 0);
        expect(total).toBeCloseTo(CONTENT_WIDTH, 3);
        for (const row of all)
          row.forEach(({ text, note = '' }, i) => {
            expect(widest(text, widths[i]!, 9)).toBeLessThanOrEqual(widths[i]!);
            expect(widest(note, widths[i]!, 7.5)).toBeLessThanOrEqual(widths[i]!);
          });
      }),
      { numRuns: 30 },
    );
  });

  test('usual figures stand on one line, however long one of the others is', () => {
    const row: Cell[] = [
      'W'.repeat(300),
      '9'.repeat(90),
      '0,05\u202f€',
      '20\u202f%',
      '999\u202f999\u202f999,99\u202f€',
    ].map((text) => ({ text }));
    const { widths } = new Table(COLUMNS, [row], CARRIED);
    for (const i of [2, 3, 4]) expect(linesOf(row[i]!.text, widths[i]!, { size: 9 })).toHaveLength(1);
    expect(widths[0]!).toBeGreaterThan(CONTENT_WIDTH * 0.3);
  });
});
