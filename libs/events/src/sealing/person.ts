import { canonicalText } from '../canonical/canonical-text.js';
import { seal, unseal } from './seal.js';

/** What of a person is hidden. Fields that do not apply are left out; those that are not known are `null`. */
export interface Person {
  readonly name: string;
  readonly address?: string | null;
  readonly email?: string | null;
  readonly iban?: string | null;
}

/** A key and its opaque id, as the key port gives them. */
export interface NamedKey {
  readonly keyId: string;
  readonly key: Uint8Array;
}

export interface SealedPerson {
  readonly keyId: string;
  readonly sealed: string;
}

/** Seals {name, address, email, iban} in this order; the key id is the additional data. */
export function sealPerson(named: NamedKey, person: Person, nonce?: Uint8Array): SealedPerson {
  const { name, address, email, iban } = person;
  const text = canonicalText({ name, address, email, iban });
  return { keyId: named.keyId, sealed: seal(named.key, text, named.keyId, nonce) };
}

/** @throws EventFault SEAL_BROKEN */
export const openPerson = (key: Uint8Array, sealed: SealedPerson): Person =>
  JSON.parse(unseal(key, sealed.sealed, sealed.keyId)) as Person;
