import type { Projecting } from '../following/projecting.js';
import { projectingHere, type ProjectingListener } from './projecting-here.js';
import { ProjectingThread } from './projecting-thread.js';
import type { ProjectorOptions } from './projector-options.js';

/** In a thread of its own, or in the one that calls. */
export async function startProjecting(
  options: ProjectorOptions,
  listener: ProjectingListener,
): Promise<Projecting> {
  const projecting =
    options.thread === false
      ? await projectingHere(options, listener)
      : new ProjectingThread(options, listener);
  await projecting.start();
  return projecting;
}
