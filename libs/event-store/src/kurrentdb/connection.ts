import { BACKWARDS, END, type EventStoreDBClient, FORWARDS, START } from '@eventstore/db-client';

import { EventStoreError } from '../errors.js';
import { readEvents } from './finite-read.js';
import type { Place } from './place.js';
import { storeErrorOf, troubleOf } from './service-errors.js';
import type { WireEvent } from './wire-event.js';

/** One server or cluster, as it is spoken to. */
export interface Connection {
  readonly client: EventStoreDBClient;
  /** The server, for messages. */
  readonly shown: string;
  readonly readMs: number;
  /** Ends what is under way when the store is closed. */
  readonly closing: AbortSignal;
}

/**
 * Events of the whole log from a place on, that one included, system events among them. Asks the leader: a node that lags
 * would show nothing where an event is known to stand.
 */
export function readAllFrom(
  connection: Connection,
  place: Place | null,
  count: number,
): Promise<WireEvent[]> {
  const { client } = connection;
  return answered(connection, () =>
    client.readAll({
      requiresLeader: true,
      direction: FORWARDS,
      fromPosition: place ?? START,
      maxCount: count,
    }),
  );
}

/** The last events of the whole log before a place, latest first. Asks the leader, who knows of every append. */
export function readAllBefore(
  connection: Connection,
  place: Place | null,
  count: number,
): Promise<WireEvent[]> {
  const { client } = connection;
  return answered(connection, () =>
    client.readAll({
      requiresLeader: true,
      direction: BACKWARDS,
      fromPosition: place ?? END,
      maxCount: count,
    }),
  );
}

/** Events of a stream; none where it is missing. Asks the leader, who knows of every append. */
export async function readStreamEvents(
  connection: Connection,
  stream: string,
  from: number | null,
  count: number,
  direction: typeof FORWARDS | typeof BACKWARDS,
): Promise<WireEvent[]> {
  const { client } = connection;
  return answered(connection, () =>
    client.readStream(stream, {
      requiresLeader: true,
      direction,
      fromRevision: from === null ? END : BigInt(from),
      maxCount: count,
    }),
  );
}

/** Once more where a leader has just changed or a connection has just been lost. */
async function answered(
  { shown, readMs, closing }: Connection,
  read: () => Parameters<typeof readEvents>[0],
): Promise<WireEvent[]> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await readEvents(read(), readMs, closing);
    } catch (error) {
      if (error instanceof EventStoreError) throw error;
      const { kind } = troubleOf(error);
      if (kind === 'missing') return [];
      if (kind !== 'away' || attempt >= AGAIN_MS.length) throw storeErrorOf(error, shown);
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS[attempt]));
    }
  }
}

const AGAIN_MS = [20, 100] as const;
