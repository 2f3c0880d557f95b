import { holdsInvisible, isBlank } from './index.js';

describe('a text', () => {
  test.each([
    ['nothing', ''],
    ['spaces', '   '],
    ['a tab and line ends', '\t\r\n'],
    ['no-break and thin spaces', '\u00a0\u202f\u2009\u3000'],
    ['a space of no width', '\u200b\ufeff'],
    ['a letter that is not drawn', '\u3164'],
    ['an empty Braille cell', '\u2800'],
  ])('of %s is blank', (_what, text) => {
    expect(isBlank(text)).toBe(true);
  });

  test.each(['x', ' 7 ', '–', '🔥', 'م', '北', '5 rue des Essais\n75011 Paris'])(
    '%j is not blank',
    (text) => {
      expect(isBlank(text)).toBe(false);
    },
  );

  test.each([
    ['turned around', 'Granit \u202e42\u202c SARL'],
    ['isolated', '\u2067Granit\u2069'],
    ['marked from right to left', 'Granit\u200f'],
    ['with a space of no width', 'Gra\u200bnit'],
    ['after a byte order mark', '\ufeffGranit'],
    ['with a soft hyphen', 'Gra\u00adnit'],
    ['with joiners that Latin letters do not need', 'Gra\u200dni\u0301\u200ct'],
    ['with invisible tags', 'Granit\u{e0047}'],
  ])('%s holds what nobody sees', (_what, text) => {
    expect(holdsInvisible(text)).toBe(true);
  });

  test.each([
    'Café Noé',
    'نامه\u200cای',
    'क्\u200dष',
    '👩🏽\u200d💻',
    '❤\ufe0f',
    '1\ufe0f\u20e3',
    '葛\u{e0100}城',
  ])('%j is what it looks like', (text) => {
    expect(holdsInvisible(text)).toBe(false);
  });
});
