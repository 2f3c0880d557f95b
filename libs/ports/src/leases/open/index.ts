import type { LeasesAddress } from '../address.js';
import { AloneLeases } from '../alone/alone-leases.js';
import type { Leases } from '../port.js';

export interface LeasesOptions {
  /** How long a holder that died keeps a lease among processes (ms). */
  readonly termMs?: number;
}

/**
 * Leases among those of an address.
 * @throws DatabaseError where a database cannot be used
 */
export async function openLeases(address: LeasesAddress, options: LeasesOptions = {}): Promise<Leases> {
  switch (address.kind) {
    case 'alone':
      return new AloneLeases();
    case 'postgres': {
      const { PostgresLeases } = await import('../postgres/postgres-leases.js');
      return PostgresLeases.open({ ...options, url: address.url });
    }
  }
}
