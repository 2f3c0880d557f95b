import type { Projecting } from '../following/projecting.js';
import type { Projector, ProjectorStatus } from '../projector.js';
import { projectingHere } from './projecting-here.js';
import { ProjectingThread } from './projecting-thread.js';
import type { ProjectorOptions } from './projector-options.js';
import { Waiters } from './waiters.js';

const INITIAL: ProjectorStatus = { nextIndex: 0, version: 0, failed: null, rebuilding: null, partitions: [] };

/** Follows the log into the read models until closed; resolves once they can be opened. */
export function startProjector(options: ProjectorOptions): Promise<Projector> {
  switch (options.models.kind) {
    case 'sqlite':
      return HeardProjector.start(options);
    case 'postgres':
      throw new Error('read models on PostgreSQL are not projected here yet');
  }
}

/** The one projection of a folder tells by itself how far it is. */
class HeardProjector implements Projector {
  private last = INITIAL;
  private readonly waiters = new Waiters(() => this.last);
  private readonly projecting: Projecting;

  private constructor(options: ProjectorOptions) {
    const onStatus = (status: ProjectorStatus): void => this.hear(status);
    const onLost = (message: string): void =>
      this.hear({ ...this.last, failed: { index: this.last.nextIndex, message } });
    this.projecting =
      options.thread === false
        ? projectingHere(options, onStatus)
        : new ProjectingThread(options, { onStatus, onLost });
  }

  static async start(options: ProjectorOptions): Promise<Projector> {
    const projector = new HeardProjector(options);
    await projector.projecting.start();
    return projector;
  }

  passed(index: number): Promise<void> {
    return this.waiters.until(index);
  }

  status(): ProjectorStatus {
    return this.last;
  }

  rebuild(): Promise<void> {
    return this.projecting.rebuild();
  }

  async close(): Promise<void> {
    await this.projecting.close();
    this.waiters.end();
  }

  private hear(status: ProjectorStatus): void {
    this.last = status;
    this.waiters.look();
  }
}
