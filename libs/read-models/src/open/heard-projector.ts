import type { Projecting } from '../following/projecting.js';
import type { Projector, ProjectorStatus } from '../projector.js';
import { startProjecting } from './start-projecting.js';
import type { ProjectorOptions } from './projector-options.js';
import { Waiters } from './waiters.js';

/** The one projection of a folder tells by itself how far it is. */
export class HeardProjector implements Projector {
  private last: ProjectorStatus = {
    nextIndex: 0,
    version: 0,
    failed: null,
    rebuilding: null,
    partitions: [],
  };
  private readonly waiters = new Waiters(() => this.last);
  private projecting: Projecting | null = null;

  static async start(options: ProjectorOptions): Promise<Projector> {
    const projector = new HeardProjector();
    projector.projecting = await startProjecting(options, {
      onStatus: (status) => projector.hear(status),
      onFault: (fault) => projector.fail(fault),
    });
    return projector;
  }

  passed(index: number): Promise<void> {
    return this.waiters.until(index);
  }

  status(): ProjectorStatus {
    return this.last;
  }

  async rebuild(): Promise<void> {
    await this.projecting?.rebuild();
  }

  async close(): Promise<void> {
    await this.projecting?.close();
    this.waiters.end();
  }

  private fail(message: string | null): void {
    const { nextIndex } = this.last;
    this.hear({ ...this.last, failed: message === null ? null : { index: nextIndex, message } });
  }

  private hear(status: ProjectorStatus): void {
    this.last = status;
    this.waiters.look();
  }
}
