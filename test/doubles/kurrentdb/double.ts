import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server as NetServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Server, ServerCredentials, status, type ConnectionInjector } from '@grpc/grpc-js';

import { appendHandler } from './append-handler.js';
import { batchAppendHandler } from './batch-append-handler.js';
import { deleteHandler, tombstoneHandler } from './delete-handlers.js';
import { Faults } from './faults.js';
import { GossipService, ServerFeaturesService, StreamsService } from './generated.js';
import { featuresHandler, gossipHandler, type Member } from './node-handlers.js';
import { readHandler } from './read-handler.js';
import { refusal } from './refusals.js';
import { selfSigned, type SelfSigned } from './self-signed.js';
import type { DoubleUser, Endpoint, Served, SubscriptionControl } from './served.js';
import { ServerLog } from './server-log.js';
import { appendNoise, systemBeginning } from './system-noise.js';

const HOST = '127.0.0.1';
const MIB = 1_048_576;
const EVENT_BYTES_MAX = 16 * MIB;
const MESSAGE_BYTES_MAX = EVENT_BYTES_MAX + MIB;

export interface DoubleOptions {
  /** 0: any free one. */
  readonly port?: number;
  /** `null`: does not know the question. */
  readonly version?: string | null;
  /** Whether it offers the batch path, which the client prefers. */
  readonly hasBatchAppend?: boolean;
  readonly users?: readonly DoubleUser[];
  /** Encrypted, by a certificate of its own that the url names. */
  readonly hasTls?: boolean;
  /** Limit of an append; 1 MiB, the narrowest default there was. */
  readonly maxAppendBytes?: number;
  readonly maxEventBytes?: number;
  readonly saysFellBehind?: boolean;
  /** False: as servers before 22.10, which tell no positions of the events of one stream and of repeats. */
  readonly saysAllPositions?: boolean;
  /** A log that is there already: that of a cluster. */
  readonly log?: ServerLog;
}

/** The other nodes, as far as this one belongs to a cluster. */
export interface ClusterView {
  readonly members: () => readonly Member[];
  /** The leader when it is not this node. */
  readonly leaderOf: (double: KurrentDouble) => Endpoint | null;
}

/**
 * A KurrentDB server in memory that speaks the real protocol (gRPC over loopback, the streams API in version 1 that a server
 * 26 still serves). Made to be trusted like the server: idempotence, positions, truncation, deletion and subscriptions follow
 * its sources. Everything that goes wrong is asked for by hand, through `faults` and the methods below.
 */
export class KurrentDouble {
  readonly id = randomUUID();
  readonly log: ServerLog;
  readonly faults = new Faults();
  port = 0;
  cluster: ClusterView | null = null;
  private readonly subscriptions = new Set<SubscriptionControl>();
  private readonly sockets = new Set<Socket>();
  /** Position of the last record it has got while it lags. */
  private got = Number.POSITIVE_INFINITY;
  private listening: NetServer | null = null;
  private server: Server | null = null;
  private injector: ConnectionInjector | null = null;
  private identity: SelfSigned | null = null;
  private folder: string | null = null;

  private constructor(private readonly options: DoubleOptions) {
    this.log = options.log ?? new ServerLog();
    if (options.log === undefined) systemBeginning(this.log);
  }

  static async start(options: DoubleOptions = {}): Promise<KurrentDouble> {
    const double = new KurrentDouble(options);
    if (options.hasTls === true) {
      double.identity = selfSigned();
      double.folder = await mkdtemp(join(tmpdir(), 'kurrentdb-double-'));
      await writeFile(join(double.folder, 'ca.pem'), double.identity.certificate);
    }
    await double.listen(options.port ?? 0);
    return double;
  }

  /** Connection string without credentials. */
  get url(): string {
    return this.urlOf(null);
  }

  urlOf(user: { readonly name: string; readonly password: string } | null): string {
    const credentials =
      user === null ? '' : `${encodeURIComponent(user.name)}:${encodeURIComponent(user.password)}@`;
    const tls =
      this.folder === null
        ? 'tls=false'
        : `tls=true&tlsCAFile=${encodeURIComponent(join(this.folder, 'ca.pem'))}`;
    // A certificate is of a name: clients ask for none when they are given a number.
    const host = this.folder === null ? HOST : 'localhost';
    return `esdb://${credentials}${host}:${this.port}?${tls}`;
  }

  get isRunning(): boolean {
    return this.listening !== null;
  }

  /** Connections that are open. */
  get connections(): number {
    return this.sockets.size;
  }

  /** Subscriptions that run. */
  get subscribed(): number {
    return this.subscriptions.size;
  }

  /** Ends every connection at once; new ones are taken. */
  drop(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  /** Goes away; log and port are kept for `startAgain`. Resolves when the port is free. */
  async stop(): Promise<void> {
    const { listening, server, injector } = this;
    if (listening === null) return;
    this.listening = null;
    const closed = once(listening, 'close');
    listening.close();
    this.drop();
    injector?.destroy();
    server?.forceShutdown();
    await closed;
  }

  async startAgain(): Promise<void> {
    if (this.listening === null) await this.listen(this.port);
  }

  /** Stops and removes what stands on the disk. */
  async end(): Promise<void> {
    await this.stop();
    if (this.folder !== null) await rm(this.folder, { recursive: true, force: true });
  }

  /** Ends the running subscriptions: with a status, or as if all were said. */
  endSubscriptions(code: status | null = status.UNAVAILABLE): void {
    for (const one of this.subscriptions)
      one.end(code === null ? null : refusal(code, `ended by hand: ${status[code]}`));
  }

  /** The running subscriptions go back to reading the log. */
  fallBehind(): void {
    for (const one of this.subscriptions) one.fallBehind();
  }

  /** As a follower: shows nothing of what is written from now on, until it keeps up again. */
  lag(): void {
    this.got = this.log.lastPosition;
  }

  keepUp(): void {
    this.got = Number.POSITIVE_INFINITY;
    this.log.wake();
  }

  /** Events that the system writes for itself, between those of its users. */
  makeNoise(events: number): void {
    appendNoise(this.log, events);
  }

  private members(): readonly Member[] {
    if (this.cluster !== null) return this.cluster.members();
    return [{ id: this.id, host: HOST, port: this.port, isAlive: true, isLeader: true }];
  }

  private served(): Served {
    return {
      log: this.log,
      faults: this.faults,
      users: this.options.users ?? [],
      maxAppendBytes: this.options.maxAppendBytes ?? MIB,
      maxEventBytes: this.options.maxEventBytes ?? EVENT_BYTES_MAX,
      saysFellBehind: this.options.saysFellBehind ?? false,
      saysAllPositions: this.options.saysAllPositions ?? true,
      horizon: () => ((this.cluster?.leaderOf(this) ?? null) === null ? Number.POSITIVE_INFINITY : this.got),
      leader: () => this.cluster?.leaderOf(this) ?? null,
      subscriptions: this.subscriptions,
    };
  }

  private serve(): ConnectionInjector {
    const served = this.served();
    const server = new Server({
      'grpc.max_receive_message_length': MESSAGE_BYTES_MAX,
      'grpc.max_send_message_length': MESSAGE_BYTES_MAX,
    });
    const { version = '26.2.0', hasBatchAppend = true } = this.options;
    server.addService(
      { ...StreamsService, read: { ...StreamsService.read, responseSerialize: (bytes: Buffer) => bytes } },
      {
        append: appendHandler(served),
        read: readHandler(served),
        delete: deleteHandler(served),
        tombstone: tombstoneHandler(served),
        ...(hasBatchAppend ? { batchAppend: batchAppendHandler(served) } : {}),
      },
    );
    server.addService(ServerFeaturesService, {
      getSupportedMethods: featuresHandler(served, { version, hasBatchAppend }),
    });
    server.addService(GossipService, { read: gossipHandler(served, () => this.members()) });
    this.server = server;
    const { identity } = this;
    return server.createConnectionInjector(
      identity === null
        ? ServerCredentials.createInsecure()
        : ServerCredentials.createSsl(null, [
            { cert_chain: Buffer.from(identity.certificate), private_key: Buffer.from(identity.key) },
          ]),
    );
  }

  /** Connections are taken by a listener of our own, so that they can be cut. */
  private async listen(port: number): Promise<void> {
    const injector = this.serve();
    const listening = createServer({ noDelay: true }, (socket) => {
      this.sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => this.sockets.delete(socket));
      injector.injectConnection(socket);
    });
    listening.listen(port, HOST);
    await once(listening, 'listening');
    this.injector = injector;
    this.listening = listening;
    this.port = (listening.address() as AddressInfo).port;
  }
}
