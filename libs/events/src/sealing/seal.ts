import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { decodeBase64Url } from '../canonical/base64url.js';
import { EventFault } from '../envelope/event-fault.js';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * AES-256-GCM of a text under a 256-bit key: base64url of nonce ‖ ciphertext ‖ tag.
 * `additional` is bound to it but not hidden. A nonce must never serve twice under one key.
 */
export function seal(
  key: Uint8Array,
  text: string,
  additional: string,
  nonce: Uint8Array = randomBytes(NONCE_BYTES),
): string {
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(additional));
  const body = cipher.update(text, 'utf8');
  cipher.final();
  return Buffer.concat([nonce, body, cipher.getAuthTag()]).toString('base64url');
}

/**
 * The text that was sealed.
 * @throws EventFault SEAL_BROKEN when key, additional data or bytes are not those of the sealing
 */
export function unseal(key: Uint8Array, sealed: string, additional: string): string {
  const bytes = decodeBase64Url(sealed);
  if (bytes === null || bytes.length < NONCE_BYTES + TAG_BYTES)
    throw new EventFault('SEAL_BROKEN', 'not nonce ‖ ciphertext ‖ tag in base64url');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES));
  decipher.setAAD(Buffer.from(additional));
  decipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
  try {
    const text = decipher.update(bytes.subarray(NONCE_BYTES, bytes.length - TAG_BYTES));
    decipher.final();
    return text.toString('utf8');
  } catch {
    throw new EventFault(
      'SEAL_BROKEN',
      'the sealed text does not open: other key, other head or changed bytes',
    );
  }
}
