import { generateKeyPairSync, hash } from 'node:crypto';
import fc from 'fast-check';
import { isCanonicalText } from '../canonical/index.js';
import { eventRegistry } from '../registry/index.js';
import { BODY_KEYS } from './upload.js';
import { decodeColumn, deltaColumn, encodeUpload, headText, newSalt } from './upload-encoding.js';
import { isSignedBy, publicKeyFrom } from './upload-signature.js';

const content = {
  heater: 'h1',
  epoch: 0,
  number: 3,
  readings: {
    at: [1000, 2000, 3000],
    mainWh: [10, 12, 12],
    auxWh: [5, 5, 5],
    mode: [0, 0, 0],
    clock: [2, 2, 2],
    roomDeciC: [201, 202, 202],
  },
  slices: [],
  attemptEnds: [],
  salt: newSalt(() => new Uint8Array(16)),
};

describe('an upload', () => {
  test('is delta-coded, without the zeros at the end, in canonical order', () => {
    const { head, body, signature } = encodeUpload(content);
    expect(body).toMatchObject({
      at: [1000, 1000, 1000],
      mainWh: [10, 2],
      auxWh: [5],
      mode: [0],
      clock: [2],
      roomDeciC: [201, 1],
    });
    expect(Object.keys(body)).toEqual(BODY_KEYS.filter((key) => key in body));
    expect(isCanonicalText(JSON.stringify(body))).toBe(true);
    expect(head).toMatchObject({ v: 1, from: 1000, to: 3000 });
    expect(head.bodyHash).toBe(hash('sha256', JSON.stringify(body), 'hex'));
    expect(signature).toBeNull();
    expect(eventRegistry.fault({ type: 'TelemetryRecorded', data: { head, signature, body } })).toBeNull();
  });

  test('columns read back as they were', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1, maxLength: 60 }), (values) => {
        expect(decodeColumn(deltaColumn(values), values.length)).toEqual(values);
      }),
    );
  });

  test('is signed over the text of its head; another head, key or signature is not', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const key = publicKeyFrom(publicKey.export({ format: 'jwk' }).x!);
    const { head, signature } = encodeUpload({ ...content, privateKey });
    expect(signature).toHaveLength(86);
    expect(await isSignedBy(key, headText(head), signature!)).toBe(true);
    expect(await isSignedBy(key, headText({ ...head, number: 4 }), signature!)).toBe(false);
    expect(await isSignedBy(key, headText(head), [...signature!].reverse().join(''))).toBe(false);
    expect(await isSignedBy(key, headText(head), 'AA')).toBe(false);
    const other = publicKeyFrom(Buffer.alloc(32, 9).toString('base64url'));
    expect(await isSignedBy(other, headText(head), signature!)).toBe(false);
    expect(() => publicKeyFrom('AA')).toThrow(expect.objectContaining({ code: 'INVALID_KEY' }));
  });

  test('agrees with the published vector of Ed25519 (RFC 8032, 7.1, test 2)', async () => {
    const key = publicKeyFrom(
      Buffer.from('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c', 'hex').toString(
        'base64url',
      ),
    );
    const signature = Buffer.from(
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da' +
        '085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
      'hex',
    ).toString('base64url');
    expect(await isSignedBy(key, '\x72', signature)).toBe(true);
  });
});
