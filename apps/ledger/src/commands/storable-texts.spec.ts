import { unstorableTexts } from './storable-texts.js';

const refused = (field: string) => [expect.objectContaining({ code: 'TEXT_INVALID', field })];

test.each([
  ['a NUL', 'a\0b'],
  ['an escape', '\u001b[31m'],
  ['a control character of the second range', 'a\u0085b'],
  ['half of a pair', '\ud83d'],
  ['the pair the wrong way round', '\udd25\ud83d'],
  ['no character at all', '\uffff'],
])('%s is refused', (_what, name) => {
  expect(unstorableTexts({ site: 'b', name })).toEqual(refused('name'));
});

test('names, addresses of several lines and whole pairs are taken', () => {
  expect(
    unstorableTexts({ name: 'Café 🔥\u00a0№ 5', address: '1 rue\tA\r\n75000 Paris', n: 1, x: null }),
  ).toEqual([]);
});

test('however deep it stands, its place is told; a field of such a name is none', () => {
  expect(unstorableTexts({ lines: [{ label: 'x' }, { label: '\0' }] })).toEqual(refused('lines.1.label'));
  expect(unstorableTexts({ person: { 'a\0': 1 } })).toEqual(refused('person'));
});
