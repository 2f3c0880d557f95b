import { createHash, createPublicKey, verify, type KeyObject } from 'node:crypto';
import { fileFault } from '../load-curves/index.js';

export interface NamedPublicKey {
  readonly key: KeyObject;
  /** SHA-256 of the key (SPKI, DER), hex. */
  readonly sha256: string;
}

/** A public key as such files and people write it: SPKI as hex (spaces or not), base64 or PEM. Fault: OCMF_KEY_INVALID. */
export function publicKeyOf(text: string, field: string): NamedPublicKey {
  const bare = text.replace(/\s+/g, '');
  try {
    const key = text.includes('-----BEGIN')
      ? createPublicKey(text)
      : createPublicKey({
          key: Buffer.from(bare, /^[0-9a-f]+$/i.test(bare) ? 'hex' : 'base64'),
          format: 'der',
          type: 'spki',
        });
    if (key.asymmetricKeyType !== 'ec') throw new Error('no key of an elliptic curve');
    const der = key.export({ format: 'der', type: 'spki' });
    return { key, sha256: createHash('sha256').update(der).digest('hex') };
  } catch {
    return fileFault('OCMF_KEY_INVALID', field, 'Give an ECDSA public key (SPKI) as hex, base64 or PEM.');
  }
}

/** OCMF 1.0: what a record is signed with that does not say so. */
const DEFAULT_ALGORITHM = 'ECDSA-secp256r1-SHA256';
const ALGORITHM = /^ECDSA-[A-Za-z0-9]+-SHA(256|384|512)$/;

export interface OcmfSignature {
  readonly SA?: unknown;
  readonly SD?: unknown;
  readonly SE?: unknown;
}

/**
 * Whether the signature is that of exactly this payload under the key. An algorithm that is not known, or a
 * signature that cannot be read, verifies nothing.
 */
export function isSigned(payload: string, { SA, SD, SE }: OcmfSignature, { key }: NamedPublicKey): boolean {
  const algorithm = ALGORITHM.exec(typeof SA === 'string' ? SA : DEFAULT_ALGORITHM);
  if (algorithm === null || typeof SD !== 'string') return false;
  const signature = Buffer.from(SD, SE === 'base64' ? 'base64' : 'hex');
  try {
    return verify(`sha${algorithm[1]}`, Buffer.from(payload, 'utf8'), { key, dsaEncoding: 'der' }, signature);
  } catch {
    return false;
  }
}
