import fc from 'fast-check';
import { openPerson, sealPerson } from './person.js';
import { seal, unseal } from './seal.js';

describe('sealing', () => {
  const key = new Uint8Array(32).fill(7);
  const broken = expect.objectContaining({ code: 'SEAL_BROKEN' });

  test('what was sealed opens to the same text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, additional) => {
        expect(unseal(key, seal(key, text, additional), additional)).toBe(text);
      }),
    );
  });

  test('the sealed form is nonce, ciphertext and tag in base64url; a given nonce makes it repeatable', () => {
    const nonce = new Uint8Array(12).fill(1);
    const sealed = seal(key, 'body', 'head', nonce);
    expect(sealed).toBe(seal(key, 'body', 'head', nonce));
    const bytes = Buffer.from(sealed, 'base64url');
    expect(bytes).toHaveLength(12 + 4 + 16);
    expect(new Uint8Array(bytes.subarray(0, 12))).toEqual(nonce);
    expect(seal(key, 'body', 'head')).not.toBe(seal(key, 'body', 'head'));
  });

  test('another key, another head, a changed byte or a cut text do not open', () => {
    const sealed = seal(key, 'body', 'head');
    const changed = (sealed[20] === 'A' ? 'B' : 'A') + sealed.slice(21);
    expect(() => unseal(new Uint8Array(32), sealed, 'head')).toThrow(broken);
    expect(() => unseal(key, sealed, 'other head')).toThrow(broken);
    expect(() => unseal(key, sealed.slice(0, 20) + changed, 'head')).toThrow(broken);
    expect(() => unseal(key, sealed.slice(0, 20), 'head')).toThrow(broken);
    expect(() => unseal(key, `${sealed}=`, 'head')).toThrow(broken);
  });

  test('a person is sealed in one order of fields, bound to the id of the key', () => {
    const person = { iban: 'FR76', email: null, address: '1 rue', name: 'Ana' };
    const sealed = sealPerson({ keyId: 'k1', key }, person);
    expect(openPerson(key, sealed)).toEqual(person);
    expect(Object.keys(openPerson(key, sealed))).toEqual(['name', 'address', 'email', 'iban']);
    expect(() => openPerson(key, { ...sealed, keyId: 'k2' })).toThrow(broken);
    expect(openPerson(key, sealPerson({ keyId: 'k1', key }, { name: 'Ana' }))).toEqual({ name: 'Ana' });
  });
});
