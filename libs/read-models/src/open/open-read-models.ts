import type { ModelsAddress } from '../address.js';
import type { ReadModels } from '../read-models.js';
import { openReadModels as openSqlite } from '../sqlite/read-models.js';

export interface OpenReadModelsOptions {
  /** Whether queries of SQLite run in a thread of their own, so that they never block the caller's (default). */
  readonly thread?: boolean;
}

/** Opens the current read models; follows the pointer when they are rebuilt. A projector makes them. */
export async function openReadModels(
  address: ModelsAddress,
  options: OpenReadModelsOptions = {},
): Promise<ReadModels> {
  switch (address.kind) {
    case 'sqlite':
      return openSqlite({ dir: address.dir, ...options });
    case 'postgres': {
      const { openPostgresReadModels } = await import('../postgres/index.js');
      return openPostgresReadModels({ url: address.url });
    }
  }
}
