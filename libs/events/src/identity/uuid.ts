import { hash } from 'node:crypto';

const dashed = (hex: string): string =>
  `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;

const VARIANT = '89ab';
const variant = (digit: string): string => VARIANT[parseInt(digit, 16) & 3]!;

/** The 16 bytes of a UUID. */
export const uuidBytes = (uuid: string): Buffer => Buffer.from(uuid.replaceAll('-', ''), 'hex');

/** A maker of UUIDv5 (RFC 9562) in one namespace: the same name, the same id. */
export function uuidV5In(namespace: string): (name: string) => string {
  const prefix = uuidBytes(namespace);
  let scratch = Buffer.alloc(256);
  prefix.copy(scratch);
  return (name) => {
    // The scratch buffer saves an allocation for each of some ten thousand ids a second.
    if (name.length * 3 + 16 > scratch.length) {
      scratch = Buffer.alloc(name.length * 3 + 16);
      prefix.copy(scratch);
    }
    const end = 16 + scratch.write(name, 16, 'utf8');
    const hex = hash('sha1', scratch.subarray(0, end), 'hex');
    return dashed(`${hex.slice(0, 12)}5${hex.slice(13, 16)}${variant(hex[16]!)}${hex.slice(17, 32)}`);
  };
}

export const uuidV5 = (namespace: string, name: string): string => uuidV5In(namespace)(name);

/**
 * UUIDv7 (RFC 9562): `now` in ms UTC, ten random bytes.
 * `sequence` (0–4095), where given, takes the place of the first random bits so that ids of one ms sort.
 */
export function uuidV7(now: number, random: Uint8Array, sequence?: number): string {
  const tail = Buffer.from(random).toString('hex');
  const middle = sequence === undefined ? tail.slice(0, 3) : sequence.toString(16).padStart(3, '0');
  const time = now.toString(16).padStart(12, '0');
  return dashed(`${time}7${middle}${variant(tail[4]!)}${tail.slice(5, 20)}`);
}

/** A maker of UUIDv7 that never goes back, even when the clock stands still or does. */
export function monotonicUuidV7(now: () => number, randomBytes: (count: number) => Uint8Array): () => string {
  let lastMs = -1;
  let sequence = 0;
  return () => {
    const ms = now();
    if (ms > lastMs) {
      lastMs = ms;
      sequence = 0;
    } else if (++sequence > 0xfff) {
      lastMs += 1;
      sequence = 0;
    }
    return uuidV7(lastMs, randomBytes(10), sequence);
  };
}
