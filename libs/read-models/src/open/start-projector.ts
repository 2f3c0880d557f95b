import type { Projector } from '../projector.js';
import { HeardProjector } from './heard-projector.js';
import type { ProjectorOptions } from './projector-options.js';

/**
 * The projection as the rest of a process sees it, until it is closed; resolves once the read models can be opened.
 * SQLite: it runs here. PostgreSQL: it runs here, in other processes, or both.
 * Errors: those of database, keys and leases.
 */
export async function startProjector(options: ProjectorOptions): Promise<Projector> {
  const { models } = options;
  switch (models.kind) {
    case 'sqlite':
      return HeardProjector.start(options);
    case 'postgres': {
      const { SharedProjector } = await import('./shared-projector.js');
      return SharedProjector.start(options, models.url);
    }
  }
}
