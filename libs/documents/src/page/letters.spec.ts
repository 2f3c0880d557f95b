import fc from 'fast-check';
import { faceOf, type Weight } from './fonts.js';
import { REPLACED } from './letters.js';

const WEIGHTS: readonly Weight[] = ['regular', 'semibold', 'bold'];
const shown = (text: string): string => faceOf('regular').printable(text);

describe('a text as the page can write it', () => {
  test.each([
    ['French, money and narrow spaces', 'Société « Œuvre », 1\u202f234,50\u202f€ − 5\u00a0%', null],
    ['Greek, Cyrillic, Polish, Vietnamese', 'Ωμέγα Жук Łącka Nguyễn', null],
    ['letters with their marks apart are composed', 'E\u0301te\u0301', 'Été'],
    ['wide letters and others in their plain spelling', 'ＡＣＭＥ ℌ', 'ACME H'],
    ['signs of markup are signs', 'A & B <c> "d"', null],
    ['Chinese, a sign each', '株式会社', REPLACED.repeat(4)],
    ['an emoji of several parts is one sign', 'ok 👨‍👩‍👧 !', `ok ${REPLACED} !`],
    ['Arabic and Hebrew are not drawn turned', 'אב', REPLACED.repeat(2)],
    ['signs that turn the direction go', 'a\u202eb\u2066c\u200f', 'abc'],
    ['line ends and tabs are spaces', 'a\nb\tc\u0007', 'a b c '],
    ['half of a sign', 'a\ud83db', `a${REPLACED}b`],
    ['marks piled on a letter', 'e\u0301\u0302\u0303\u0304\u0305', REPLACED],
    ['a mark on nothing', '\u0301a', `${REPLACED}a`],
  ])('%s', (_, text, written) => {
    expect(shown(text)).toBe(written ?? text);
  });

  test('whatever is written has a glyph in every weight, and is written the same again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        for (const weight of WEIGHTS) {
          const face = faceOf(weight);
          const written = face.printable(text);
          expect(face.printable(written)).toBe(written);
          const lacking = [...written].filter(
            (sign) => !face.font.hasGlyphForCodePoint(sign.codePointAt(0)!),
          );
          expect(lacking).toEqual([]);
        }
      }),
      { numRuns: 100 },
    );
  });
});
