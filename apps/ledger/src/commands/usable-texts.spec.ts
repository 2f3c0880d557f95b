import { unusableTexts } from './usable-texts.js';

const refused = (field: string) => [expect.objectContaining({ code: 'TEXT_INVALID', field })];

test.each([
  ['a NUL', 'a\0b'],
  ['an escape', '\u001b[31m'],
  ['a control character of the second range', 'a\u0085b'],
  ['half of a pair', '\ud83d'],
  ['the pair the wrong way round', '\udd25\ud83d'],
  ['no character at all', '\uffff'],
  ['white space alone', ' \u00a0\t\n'],
  ['a sign that turns the direction', 'Granit \u202e42'],
  ['a space of no width', 'Gra\u200bnit'],
  ['a byte order mark', '\ufeffGranit'],
])('%s is refused', (_what, name) => {
  expect(unusableTexts({ site: 'b', name })).toEqual(refused('name'));
});

test('names, addresses of several lines and whole pairs are taken', () => {
  expect(
    unusableTexts({ name: 'Café 🔥\u00a0№ 5', address: '1 rue\tA\r\n75000 Paris', n: 1, x: null }),
  ).toEqual([]);
});

test('joiners are taken in scripts that need them', () => {
  expect(unusableTexts({ name: 'نامه\u200cای' })).toEqual([]);
});

test('however deep it stands, its place is told; a field of such a name is none', () => {
  expect(unusableTexts({ lines: [{ label: 'x' }, { label: '\0' }] })).toEqual(refused('lines.1.label'));
  expect(unusableTexts({ person: { 'a\0': 1 } })).toEqual(refused('person'));
});
