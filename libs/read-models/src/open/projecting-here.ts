import type { Projecting } from '../following/projecting.js';
import type { ProjectorStatus } from '../projector.js';
import type { ProjectorOptions } from './projector-options.js';

export interface ProjectingListener {
  /** Of a projection that is the only one of its read models. */
  onStatus(status: ProjectorStatus): void;
  /** Of one that shares them: why it projects nothing just now; null once it does again. */
  onFault(fault: string | null): void;
}

/** The projection of these read models, in the thread that calls. Only what it needs is loaded. */
export async function projectingHere(
  options: ProjectorOptions,
  listener: ProjectingListener,
): Promise<Projecting> {
  const { models } = options;
  switch (models.kind) {
    case 'sqlite': {
      const { Follower } = await import('../sqlite/follower.js');
      return new Follower({ ...options, dir: models.dir }, (status) => listener.onStatus(status));
    }
    case 'postgres': {
      const { PostgresProjecting } = await import('./postgres-projecting.js');
      return new PostgresProjecting(options, models.url, (fault) => listener.onFault(fault));
    }
  }
}
