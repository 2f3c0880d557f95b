import fc from 'fast-check';
import { readXml } from '../../../../test/e-invoices/xml-tree.js';
import { NOTHING, element, leaf, xmlFile } from './index.js';

test('an element holds text, one attribute, elements in order', () => {
  expect(
    xmlFile(
      'a',
      { '': 'urn:a', b: 'urn:b' },
      element('b:c', leaf('b:d', '1', 'unit', 'C62'), leaf('b:e', '2')),
    ),
  ).toBe(
    '<?xml version="1.0" encoding="UTF-8"?>\n<a xmlns="urn:a" xmlns:b="urn:b"><b:c><b:d unit="C62">1</b:d><b:e>2</b:e></b:c></a>\n',
  );
});

test('an element never stands empty', () => {
  expect([leaf('a', null), leaf('a', ''), element('a', leaf('b', null)), element('a')]).toEqual(
    Array(4).fill(NOTHING),
  );
});

test.each([
  ['& < > "', '&amp; &lt; &gt; &quot;'],
  ["l'été ]]>", "l'été ]]&gt;"],
  ['😀 \u202f\n\t', '😀 \u202f\n\t'],
  ['a\r\nb', 'a&#xD;\nb'],
])('%j is written as %j', (text, written) => {
  expect(leaf('a', text)).toBe(`<a>${written}</a>`);
});

test.each([['\u0000'], ['\u001b'], ['\u0085'], ['\ufffe'], ['half of \ud83d']])(
  '%j never gets into a document',
  (text) => {
    expect(() => leaf('a', text)).toThrow(/a character that XML must not hold/);
  },
);

test('what was written is read again, sign by sign', () => {
  const sign = fc.constantFrom(
    'a',
    'é',
    ' ',
    '&',
    '<',
    '>',
    '"',
    "'",
    ']]>',
    '\n',
    '\r',
    '\t',
    '\u202f',
    '\ufffd',
    '😀',
  );
  const storable = fc.string({ unit: sign, minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(storable, (text) => {
      const { text: content, attributes } = readXml(xmlFile('a', {}, leaf('b', text, 'c', text.trim())))
        .children[0]!;
      expect(content).toBe(text);
      expect(attributes['c']?.replace(/\s/g, ' ')).toBe(text.trim().replace(/\s/g, ' '));
    }),
    { numRuns: 100 },
  );
});
