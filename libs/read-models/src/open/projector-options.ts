import type { LogAddress } from '#event-store';
import type { KeysAddress } from '#ports/keys';
import type { ModelsAddress } from '../address.js';

/** What is projected, whence and where to. */
export interface ProjectorOptions {
  readonly log: LogAddress;
  readonly keys: KeysAddress;
  readonly models: ModelsAddress;
  /** In how many parts read models on PostgreSQL are projected when they are first made or rebuilt (default 1). */
  readonly partitions?: number;
  /** Whether this process projects (default); where not, it only hears how far others are. SQLite: always here. */
  readonly here?: boolean;
  /** Whether it runs in a thread of its own (default). */
  readonly thread?: boolean;
  /** Events per transaction while catching up. */
  readonly rebuildEvents?: number;
}
