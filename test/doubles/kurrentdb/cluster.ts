import { KurrentDouble, type DoubleOptions } from './double.js';
import { ServerLog } from './server-log.js';
import { systemBeginning } from './system-noise.js';

/** Several doubles that share one log, as nodes of a cluster do once all is replicated. */
export class KurrentCluster {
  private leading = 0;

  private constructor(readonly nodes: readonly KurrentDouble[]) {
    const members = () =>
      nodes.map((node, at) => ({
        id: node.id,
        host: '127.0.0.1',
        port: node.port,
        isAlive: node.isRunning,
        isLeader: at === this.leading,
      }));
    const leaderOf = (node: KurrentDouble) =>
      node === this.leader ? null : { host: '127.0.0.1', port: this.leader.port };
    for (const node of nodes) node.cluster = { members, leaderOf };
  }

  static async start(
    size: number,
    options: Omit<DoubleOptions, 'log' | 'port'> = {},
  ): Promise<KurrentCluster> {
    const log = new ServerLog();
    systemBeginning(log);
    return new KurrentCluster(
      await Promise.all(Array.from({ length: size }, () => KurrentDouble.start({ ...options, log }))),
    );
  }

  get leader(): KurrentDouble {
    return this.nodes[this.leading]!;
  }

  /** All nodes by address; a client asks each for the others. */
  get url(): string {
    return `esdb://${this.nodes.map(({ port }) => `127.0.0.1:${port}`).join(',')}?tls=false`;
  }

  /** One node by name, which knows the others. */
  get discoverUrl(): string {
    return `esdb+discover://127.0.0.1:${this.nodes.at(-1)!.port}?tls=false`;
  }

  /** Another node leads from now on; connections stay. */
  elect(at: number): void {
    this.leading = at;
  }

  async end(): Promise<void> {
    await Promise.all(this.nodes.map((node) => node.end()));
  }
}
