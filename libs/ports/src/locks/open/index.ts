import type { LocksAddress } from '../address.js';
import { AloneLocks } from '../alone/alone-locks.js';
import type { Locks } from '../port.js';

export interface LocksOptions {
  /** How long names may be waited for (ms). */
  readonly waitMsMax?: number;
}

/**
 * Locks among those of an address.
 * @throws DatabaseError where a database cannot be used
 */
export async function openLocks(address: LocksAddress, options: LocksOptions = {}): Promise<Locks> {
  switch (address.kind) {
    case 'alone':
      return new AloneLocks(options);
    case 'postgres': {
      const { PostgresLocks } = await import('../postgres/postgres-locks.js');
      return PostgresLocks.open({ ...options, url: address.url });
    }
  }
}
