import { EventStoreDBClient } from '@eventstore/db-client';

import { invariant } from '#domain/decision';

import { invalid, type ServerAddress } from './server-url.js';
import { within } from './within.js';

export interface GuardedClient {
  readonly client: EventStoreDBClient;
  /** Ends every call and the connection; never rejects. */
  close(): Promise<void>;
}

const CLOSE_MS_MAX = 1_000;

/**
 * A client of version 6.2.1 whose own faults stay inside:
 * - Its batch path keeps promises in a map of the module, has no deadline, and a late answer there ends the process.
 *   It is taken only where the server is known to support it: here none ever is.
 * - It drops a broken connection in the middle of a turn, where a call that is just being made throws outside of any
 *   promise; and it leaves the promise of doing so unhandled. Here it does so in a turn of its own, and is heard.
 * - It prints its connection string and the options of calls where it is told to debug: credentials are in neither, and
 *   given to each call where its headers are made.
 *
 * Errors: {@link EventStoreError} STORE_URL_INVALID.
 */
export function guardedClient({ connectionString, credentials }: ServerAddress): GuardedClient {
  const client = connected(connectionString);
  const createChannel = ownMethod(client, 'createChannel');
  const handleError = ownMethod(client, 'handleError');
  const callArguments = ownMethod(client, 'callArguments');
  let channel: { close(): void } | null = null;
  Object.assign(client, {
    supports: () => Promise.resolve(false),
    callArguments: (options: object, ...more: unknown[]) =>
      callArguments(credentials === null ? options : { ...options, credentials }, ...more),
    handleError: (...failed: unknown[]) => {
      setImmediate(() => void Promise.resolve(handleError(...failed)).catch(() => undefined));
      return Promise.resolve();
    },
    createChannel: async () => (channel = (await createChannel()) as { close(): void }),
  });
  return {
    client,
    async close() {
      await within(client.dispose(), CLOSE_MS_MAX).catch(() => undefined);
      channel?.close();
    },
  };
}

function connected(connectionString: string): EventStoreDBClient {
  try {
    return EventStoreDBClient.connectionString(connectionString);
  } catch (error) {
    // It names the part it cannot read, or the file it does not find; there are no secrets in either.
    throw invalid(error instanceof Error ? error.message : 'the client does not take it');
  }
}

type Method = (...args: unknown[]) => unknown;

function ownMethod(client: EventStoreDBClient, name: string): Method {
  const method: unknown = Reflect.get(client, name);
  invariant(typeof method === 'function', `the client of the event store has no ${name}`);
  return method as Method;
}
