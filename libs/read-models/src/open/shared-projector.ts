import { openDatabase } from '#postgres';
import type { Projecting } from '../following/projecting.js';
import { PostgresPartitionStates } from '../postgres/partition-states.js';
import type { Projector, ProjectorStatus } from '../projector.js';
import type { ProjectorOptions } from './projector-options.js';
import { startProjecting } from './start-projecting.js';
import { Watch } from './watch.js';

/** One asks for pointer and checkpoints, one for what is told. */
const CONNECTIONS = 2;

/**
 * The projection of an installation of several processes: it is seen in the database how far it is, whoever projects.
 * Where it runs here too, this process takes its share.
 */
export class SharedProjector implements Projector {
  private constructor(
    private readonly options: ProjectorOptions,
    private readonly watch: Watch,
    private readonly projecting: Projecting | null,
    private readonly closeDatabase: () => Promise<void>,
  ) {}

  static async start(options: ProjectorOptions, url: string): Promise<Projector> {
    const database = await openDatabase(url, { what: 'watch', connectionsMax: CONNECTIONS });
    const watch = new Watch(new PostgresPartitionStates(database));
    let projecting: Projecting | null = null;
    try {
      if (options.here !== false) projecting = await startProjecting(options, listenerOf(watch));
      await watch.start();
    } catch (error) {
      await projecting?.close();
      await database.close();
      throw error;
    }
    return new SharedProjector(options, watch, projecting, () => database.close());
  }

  passed(index: number): Promise<void> {
    return this.watch.passed(index);
  }

  status(): ProjectorStatus {
    return this.watch.status;
  }

  /** Here, whoever projects the current version. */
  async rebuild(): Promise<void> {
    if (this.projecting !== null) await this.projecting.rebuild();
    else {
      const projecting = await startProjecting(this.options, listenerOf(this.watch));
      await projecting.rebuild().finally(() => projecting.close());
    }
    await this.watch.look();
  }

  async close(): Promise<void> {
    await this.projecting?.close();
    await this.watch.close();
    await this.closeDatabase();
  }
}

const listenerOf = (watch: Watch) => ({
  onStatus: (): void => undefined,
  onFault: (fault: string | null): void => watch.noteFault(fault),
});
