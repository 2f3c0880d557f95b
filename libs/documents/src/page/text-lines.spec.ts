import fc from 'fast-check';
import { linesOf, shortened, shownText, widthOf, type TextStyle } from './text-lines.js';

const STYLE: TextStyle = { size: 9 };
const widest = (lines: readonly string[]): number => Math.max(...lines.map((line) => widthOf(line, STYLE)));
const bare = (text: string): string => text.replace(/\s/g, '');

const nasty = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.constantFrom('W'.repeat(300), `${'long '.repeat(60)}`, '1\u202f'.repeat(80), 'a'.repeat(299) + ' b'),
);

describe('a text in lines', () => {
  test('no line is wider than its column, and no letter is lost', () => {
    fc.assert(
      fc.property(nasty, fc.integer({ min: 20, max: 500 }), (text, width) => {
        const lines = linesOf(text, width, STYLE);
        expect(widest(lines)).toBeLessThanOrEqual(width);
        expect(bare(lines.join(''))).toBe(bare(shownText(text, STYLE)));
      }),
      { numRuns: 100 },
    );
  });

  test('cut to a number of lines, the last one ends in an ellipsis within the width', () => {
    fc.assert(
      fc.property(
        nasty,
        fc.integer({ min: 20, max: 300 }),
        fc.integer({ min: 1, max: 4 }),
        (text, width, maxLines) => {
          const all = linesOf(text, width, STYLE);
          const lines = linesOf(text, width, { ...STYLE, maxLines });
          expect(lines.length).toBe(Math.min(all.length, maxLines));
          expect(widest(lines)).toBeLessThanOrEqual(width);
          if (all.length > maxLines) expect(lines.at(-1)).toMatch(/\u2026$/);
        },
      ),
      { numRuns: 50 },
    );
  });

  test('words break at spaces; figures and units stay together as long as they fit', () => {
    expect(
      linesOf('un deux 1\u202f234,50\u202f€', widthOf('1\u202f234,50\u202f€', STYLE) + 1, STYLE),
    ).toEqual(['un deux', '1\u202f234,50\u202f€']);
    expect(linesOf('a\nb', 100, STYLE)).toEqual(['a', 'b']);
    expect(shortened('Entreprise', widthOf('Entr…', STYLE), STYLE)).toBe('Entr…');
  });
});
