import type { ModelsAddress } from '../address.js';
import type { ReadModels } from '../read-models.js';
import { openReadModels as openSqlite } from '../sqlite/read-models.js';

export interface OpenReadModelsOptions {
  /** Whether queries of SQLite run in a thread of their own, so that they never block the caller's (default). */
  readonly thread?: boolean;
}

/** Opens the current read models; follows the pointer when they are rebuilt. A projector makes them. */
export function openReadModels(
  address: ModelsAddress,
  options: OpenReadModelsOptions = {},
): Promise<ReadModels> {
  switch (address.kind) {
    case 'sqlite':
      return openSqlite({ dir: address.dir, ...options });
    case 'postgres':
      throw new Error('read models on PostgreSQL are not opened here yet');
  }
}
