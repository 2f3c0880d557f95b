import fc from 'fast-check';
import Type from 'typebox';
import { Nullable, Shape } from '../schema/index.js';
import { canonicalText, isCanonicalText } from './canonical-text.js';

describe('canonical text', () => {
  const schema = Shape({
    b: Type.Integer(),
    a: Type.Array(Shape({ y: Type.String(), x: Nullable(Type.Integer()) })),
    note: Type.Optional(Type.String()),
    who: Type.Union([
      Shape({ kind: Type.Literal('owner'), owner: Type.String() }),
      Shape({ kind: Type.Literal('occupant') }),
    ]),
  });

  test('keys come in the order of the schema, at every depth and in every variant', () => {
    const value = { who: { owner: 'o', kind: 'owner' }, a: [{ x: null, y: 'é' }], note: undefined, b: 1 };
    expect(canonicalText(value, schema)).toBe(
      '{"b":1,"a":[{"y":"é","x":null}],"who":{"kind":"owner","owner":"o"}}',
    );
  });

  test.each([
    ['a fraction', { v: 0.1 }],
    ['minus zero', { v: -0 }],
    ['more than a safe integer', { v: 2 ** 53 }],
    ['a key like an integer', { '7': 1 }],
    ['a missing item', { v: [undefined] }],
    ['a bigint', { v: 1n }],
  ])('refuses %s', (_what, value) => {
    expect(() => canonicalText(value)).toThrow(expect.objectContaining({ code: 'NOT_CANONICAL' }));
  });

  test('refuses a key that the schema does not know, and a value that fits no variant', () => {
    const good = { b: 1, a: [], who: { kind: 'occupant' } };
    expect(() => canonicalText({ ...good, stranger: 1 }, schema)).toThrow(/stranger/);
    expect(() => canonicalText({ ...good, who: { kind: 'nobody' } }, schema)).toThrow(/variant/);
  });

  test.each([
    ['{"a":1,"b":["x",null,true]}', true],
    ['{"a": 1}', false],
    ['{"a":1,"a":2}', false],
    ['{"a":1.0}', false],
    ['{"a":1.5}', false],
    ['{"a":1e3}', false],
    ['{"1":1}', false],
    ['{"a":"\\u0041"}', false],
    ['{"a":9007199254740993}', false],
    ['{"__proto__":1}', false],
    ['{"a":', false],
  ])('of %s it is said that it is canonical: %s', (text, canonical) => {
    expect(isCanonicalText(text)).toBe(canonical);
  });

  test('whatever it prints is canonical and reads back as it was', () => {
    const key = fc.stringMatching(/^[a-z][a-zA-Z]{0,8}$/);
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.constant(null),
        fc.boolean(),
        fc.maxSafeInteger().map((integer) => integer + 0),
        fc.string({ unit: 'binary' }),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(key, tie('value'), { maxKeys: 4, noNullPrototype: true }),
      ),
    }));
    fc.assert(
      fc.property(value, (any) => {
        const text = canonicalText(any);
        expect(isCanonicalText(text)).toBe(true);
        expect(JSON.parse(text)).toEqual(any);
      }),
    );
  });
});
