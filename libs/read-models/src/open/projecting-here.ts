import type { Projecting } from '../following/projecting.js';
import type { ProjectorStatus } from '../projector.js';
import type { ProjectorOptions } from './projector-options.js';

/** The projection of these read models, in the thread that calls. Only what it needs is loaded. */
export async function projectingHere(
  options: ProjectorOptions,
  onStatus: (status: ProjectorStatus) => void,
): Promise<Projecting> {
  const { models } = options;
  switch (models.kind) {
    case 'sqlite': {
      const { Follower } = await import('../sqlite/follower.js');
      return new Follower({ ...options, dir: models.dir }, onStatus);
    }
    case 'postgres': {
      const { PostgresProjecting } = await import('./postgres-projecting.js');
      return new PostgresProjecting(options, models.url);
    }
  }
}
