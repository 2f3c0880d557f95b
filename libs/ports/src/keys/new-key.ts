import { randomBytes } from 'node:crypto';
import type { KeyEntry } from './port.js';

/** Where keys and key ids come from; a seeded source makes a demo repeatable. */
export type RandomBytes = (count: number) => Uint8Array;

export const systemRandom: RandomBytes = randomBytes;

export const newKey = (scope: string, random: RandomBytes): Extract<KeyEntry, { scope: string }> => ({
  keyId: Buffer.from(random(15)).toString('base64url'),
  scope,
  key: random(32),
});
