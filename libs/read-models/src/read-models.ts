import type { Kysely } from 'kysely';
import type { Tables } from './tables.js';

export interface ReadModels {
  /** Read only, of the current version. A transaction sees one state. */
  readonly db: Kysely<Tables>;
  close(): Promise<void>;
}
