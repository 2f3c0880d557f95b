import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import { decodeBase64Url } from '../canonical/base64url.js';
import { EventFault } from '../envelope/event-fault.js';

/**
 * The Ed25519 key (RFC 8032) that 32 raw bytes in base64url stand for. Making it costs more than a check: keep it.
 * @throws EventFault INVALID_KEY
 */
export function publicKeyFrom(raw: string): KeyObject {
  if (decodeBase64Url(raw)?.length !== 32) throw new EventFault('INVALID_KEY', 'not 32 bytes in base64url');
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: raw }, format: 'jwk' });
}

/** Whether this key signed this text. Runs on the thread pool, so checks of many uploads use every core. */
export function isSignedBy(key: KeyObject, text: string, signature: string): Promise<boolean> {
  const bytes = decodeBase64Url(signature);
  if (bytes === null || bytes.length !== 64) return Promise.resolve(false);
  return new Promise((resolve, reject) => {
    verify(null, Buffer.from(text), key, bytes, (error, valid) => (error ? reject(error) : resolve(valid)));
  });
}
