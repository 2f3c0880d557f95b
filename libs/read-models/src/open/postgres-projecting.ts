import { openKeys } from '#ports/keys/open';
import { openLeases } from '#ports/leases/open';
import { openDatabase } from '#postgres';
import { Logs } from '../following/open-log.js';
import { PartitionsFollower } from '../following/partitions-follower.js';
import type { Projecting } from '../following/projecting.js';
import { HOLDER, nextProjectorsName } from '../following/projectors-name.js';
import { PostgresModelVersions } from '../postgres/index.js';
import { PostgresPartitionStates } from '../postgres/partition-states.js';
import type { ProjectorOptions } from './projector-options.js';

/** A store keeps a connection: all partitions, as many of a version that is built beside, and some to look after them. */
const CONNECTIONS_MAX = 140;
/** A large commit is one statement per table (ms). */
const STATEMENT_MS_MAX = 600_000;

interface Closable {
  close(): Promise<void>;
}

/** Partitions of read models on PostgreSQL, in the thread that calls. What it needs is opened when it starts. */
export class PostgresProjecting implements Projecting {
  private follower: PartitionsFollower | null = null;
  private readonly opened: Closable[] = [];
  private fault: string | null = null;

  constructor(
    private readonly options: ProjectorOptions,
    private readonly url: string,
    private readonly onFault: (fault: string | null) => void,
  ) {}

  /** Errors: `DatabaseError`, and those of keys and leases. */
  async start(): Promise<void> {
    try {
      await this.begin();
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  private async begin(): Promise<void> {
    const { log, keys, partitions = 1, here = true, rebuildEvents } = this.options;
    const database = this.after(
      await openDatabase(this.url, {
        what: 'projector',
        connectionsMax: CONNECTIONS_MAX,
        statementMsMax: STATEMENT_MS_MAX,
      }),
    );
    const leases = this.after(await openLeases({ kind: 'postgres', url: this.url }));
    const logs = new Logs(log);
    this.follower = new PartitionsFollower({
      versions: new PostgresModelVersions(database),
      states: new PostgresPartitionStates(database),
      keys: this.after(await openKeys(keys)),
      leases,
      holder: HOLDER,
      name: nextProjectorsName(),
      takes: here,
      onLooked: (fault) => this.look(fault),
      partitions,
      openLog: (signal) => logs.open(signal),
      ...(rebuildEvents === undefined ? {} : { rebuildEvents }),
    });
    await this.follower.start();
  }

  rebuild(): Promise<void> {
    if (this.follower === null) return Promise.reject(new Error('the projector was not started'));
    return this.follower.rebuild();
  }

  async close(): Promise<void> {
    await this.follower?.close();
    for (let one = this.opened.pop(); one !== undefined; one = this.opened.pop()) await one.close();
  }

  /** What is as it was is not told again. */
  private look(fault: string | null): void {
    if (fault === this.fault) return;
    this.fault = fault;
    this.onFault(fault);
  }

  private after<Opened extends Closable>(opened: Opened): Opened {
    this.opened.push(opened);
    return opened;
  }
}
