import fc from 'fast-check';
import { Face, FEATURES, faceOf, type Weight } from './fonts.js';

/** Letters, figures and signs of plain texts, those that kern most among them. */
const plain = fc.oneof(
  fc.string({
    unit: fc.constantFrom(...'AVWTYLPFrvwyéÉœŒçàêïü.,-’/1234567890()€%·…\u202f\u2212'),
    maxLength: 12,
  }),
  fc.constantFrom(
    'Régularisation',
    'AVATAR',
    'cœur·s',
    'd’HLM',
    '1\u202f234,50\u202f€',
    'F-128',
    'ﬁ'.normalize('NFKC'),
  ),
);
const seen = ({ glyphs, positions }: ReturnType<ReturnType<typeof faceOf>['font']['layout']>) =>
  positions.map(({ xAdvance, xOffset, yOffset }, i) => [glyphs[i]!.id, xAdvance, xOffset, yOffset]);

describe('plain words, laid out pair by pair', () => {
  test.each<[Weight]>([['regular'], ['semibold'], ['bold']])(
    'stand as the font itself lays them out, %s',
    (weight) => {
      const face = faceOf(weight);
      const { font, source } = face;
      const width = (text: string): number => face.width(text);
      fc.assert(
        fc.property(plain, (word) => {
          expect(width(`${word} ${word}`)).toBe(
            source.layout(`${word} `).advanceWidth + source.layout(word).advanceWidth,
          );
          expect(seen(source.layout(word))).toEqual(seen(font.layout(word, FEATURES)));
        }),
        { numRuns: 60 },
      );
    },
  );
});

test.each(['semibold', 'bold'] as const)(
  'a letter is read back from a page also where its accented form was drawn before it, %s',
  (weight) => {
    const face = new Face(weight);
    // Its outline is that of E and of an accent.
    expect(face.font.glyphForCodePoint('É'.codePointAt(0)!).path.commands.length).toBeGreaterThan(0);
    const [glyph] = face.source.layout('E').glyphs;
    expect(glyph!.codePoints).toEqual(['E'.codePointAt(0)]);
  },
);
