import type { Projecting } from '../following/projecting.js';
import type { ProjectorStatus } from '../projector.js';
import { Follower } from '../sqlite/follower.js';
import type { ProjectorOptions } from './projector-options.js';

/** The projection of these read models, in the thread that calls. */
export function projectingHere(
  options: ProjectorOptions,
  onStatus: (status: ProjectorStatus) => void,
): Projecting {
  const { models } = options;
  switch (models.kind) {
    case 'sqlite':
      return new Follower({ ...options, dir: models.dir }, onStatus);
    case 'postgres':
      throw new Error('read models on PostgreSQL are not projected here yet');
  }
}
