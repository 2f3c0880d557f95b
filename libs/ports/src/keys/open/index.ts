import type { KeysAddress } from '../address.js';
import { FileKeys } from '../file/key-file.js';
import type { RandomBytes } from '../new-key.js';
import type { Keys } from '../port.js';

export interface KeysOptions {
  readonly random?: RandomBytes;
  /** How old what another thread or process destroyed may stay in memory (ms). */
  readonly recheckMs?: number;
  /** How long known keys seal while a database does not answer (ms). */
  readonly trustMs?: number;
}

/**
 * The keys at an address.
 * @throws DatabaseError where they are in a database that cannot be used
 */
export async function openKeys(address: KeysAddress, options: KeysOptions = {}): Promise<Keys> {
  switch (address.kind) {
    case 'file':
      return new FileKeys({ ...options, path: address.path });
    case 'postgres': {
      const { PostgresKeys } = await import('../postgres/postgres-keys.js');
      return PostgresKeys.open({ ...options, url: address.url });
    }
  }
}
