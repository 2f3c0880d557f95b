import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PartitionStatus, ProjectorStatus } from '#read-models';

export interface HealthSources {
  status(): ProjectorStatus;
  /** Index that the next event of the log will have. */
  logNextIndex(): Promise<number>;
  /** `<host>/<pid>` of this process. */
  readonly holder: string;
  readonly readyLagEventsMax: number;
}

export interface Lag extends PartitionStatus {
  readonly lagEvents: number;
}

export interface Readiness {
  readonly status: 'ready' | 'not-ready';
  readonly checks: readonly { readonly part: string; readonly ready: boolean; readonly says: string }[];
  readonly partitions: readonly Lag[];
}

/** Ready: the log answers, nothing stopped, and the parts that this process holds are current. */
export async function readiness(sources: HealthSources): Promise<Readiness> {
  const { failed, partitions } = sources.status();
  const end = await sources.logNextIndex().catch((error: unknown) => messageOf(error));
  const lags = partitions.map((one) => ({
    ...one,
    lagEvents: typeof end === 'string' ? 0 : Math.max(0, end - one.nextIndex),
  }));
  const own = lags.filter(({ holder }) => holder === sources.holder);
  const lag = Math.max(0, ...own.map(({ lagEvents }) => lagEvents));
  const checks = [
    {
      part: 'log',
      ready: typeof end !== 'string',
      says: typeof end === 'string' ? end : `next event is ${end}`,
    },
    failed === null
      ? {
          part: 'read-models',
          ready: lag <= sources.readyLagEventsMax,
          says: `${own.length} of ${lags.length} parts here, ${lag} events behind`,
        }
      : { part: 'read-models', ready: false, says: `stopped at event ${failed.index}: ${failed.message}` },
  ];
  const ready = checks.every((check) => check.ready);
  return { status: ready ? 'ready' : 'not-ready', checks, partitions: lags };
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Answers GET /health/live and /health/ready, as a ledger does, for what looks after containers. */
export async function serveHealth(
  sources: HealthSources,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<{ readonly port: number; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const path = request.url?.split('?')[0];
    if (request.method !== 'GET' || (path !== '/health/live' && path !== '/health/ready'))
      return answer(response, 404, { code: 'NOT_FOUND', remedy: 'GET /health/live or /health/ready.' });
    if (path === '/health/live') return answer(response, 200, { status: 'live', pid: process.pid });
    readiness(sources).then(
      (read) => answer(response, read.status === 'ready' ? 200 : 503, read),
      (error: unknown) => answer(response, 503, { status: 'not-ready', says: messageOf(error) }),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return { port: (server.address() as AddressInfo).port, close: () => closed(server) };
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(`${JSON.stringify(body)}\n`);
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
