import { setMaxListeners } from 'node:events';
import type { EventStore } from '../port.js';
import { AppendLanes } from './append-lanes.js';
import { Appender } from './appender.js';
import { type BackOff, doubling } from './back-off.js';
import type { Connection } from './connection.js';
import { connected } from './connecting.js';
import { EndOfLog } from './end-of-log.js';
import { type GuardedClient, guardedClient } from './guarded-client.js';
import { IndexLookup } from './index-lookup.js';
import { KnownIndexes } from './known-indexes.js';
import { KnownPlaces } from './known-places.js';
import { LogHistory } from './log-history.js';
import { MarkKeeper } from './mark-keeper.js';
import type { Marks } from './marks/index.js';
import { serverAddressOf } from './server-url.js';
import { storeErrorOf } from './service-errors.js';
import { KurrentEventStore, type Parts } from './store.js';
import { Tail } from './tail.js';

export interface KurrentEventStoreOptions {
  /** `esdb://` or `esdb+discover://` connection string, perhaps with user and password. */
  readonly url: string;
  /** Closed with the store. */
  readonly marks: Marks;
  /** How long an opening waits for a server that is away (ms). Default 10 000. */
  readonly connectMs?: number;
  /** Deadline of a read, and of waiting for what the server has (ms). Default 10 000. */
  readonly readMs?: number;
  /** Deadline of one attempt of an append (ms). Default 10 000. */
  readonly appendMs?: number;
  /** An append whose server is away is sent again so long (ms). Default 2 000. */
  readonly againMs?: number;
  /** Pauses between subscriptions to the end of the log. Default 100 ms, doubling up to 5 000 ms. */
  readonly backOff?: BackOff;
  /** Events that may wait to be sent; beyond it appends are answered OVERLOADED. Default 50 000. */
  readonly queueLimit?: number;
  /** Characters of event data that may wait. Default 64 Mi. */
  readonly queueCharactersMax?: number;
  /** Latest events kept in memory. Default 5 000. */
  readonly recentEventsMax?: number;
}

const CONNECT_MS = 10_000;
const READ_MS = 10_000;
const APPEND_MS = 10_000;
const AGAIN_MS = 2_000;
const QUEUE_EVENTS_MAX = 50_000;
const QUEUE_CHARACTERS_MAX = 64 * 1024 * 1024;
const RECENT_EVENTS_MAX = 5_000;
const RECENT_CHARACTERS_MAX = 32 * 1024 * 1024;
/** Appends under way at once; each is a call of its own. */
const IN_FLIGHT_MAX = 64;

/**
 * Opens the log of a server. Nothing is written. Resolves when everything that stands in the log is counted: at once
 * where marks are kept.
 *
 * Errors: {@link EventStoreError} STORE_URL_INVALID, STORE_AWAY, STORE_REFUSED, STORE_UNSUITABLE, LOG_FOREIGN,
 * LOG_TRUNCATED. None of their messages holds the password.
 */
export async function openKurrentEventStore(options: KurrentEventStoreOptions): Promise<EventStore> {
  const closing = new AbortController();
  // Every read that is under way hears of it: there may be hundreds.
  setMaxListeners(0, closing.signal);
  let guarded: GuardedClient | null = null;
  const free = async (): Promise<void> => {
    closing.abort();
    await guarded?.close();
    await options.marks.close();
  };
  try {
    const address = serverAddressOf(options.url);
    guarded = guardedClient(address);
    const connection: Connection = {
      client: guarded.client,
      shown: address.shown,
      readMs: options.readMs ?? READ_MS,
      closing: closing.signal,
    };
    return new KurrentEventStore(await partsOf(options, connection, free));
  } catch (error) {
    await free();
    throw error;
  }
}

async function partsOf(
  options: KurrentEventStoreOptions,
  connection: Connection,
  free: () => Promise<void>,
): Promise<Parts> {
  const indexes = new KnownIndexes();
  const { tail, end, keeper } = await followed(options, connection, indexes);
  const appender = new Appender(connection, tail, {
    appendMs: options.appendMs ?? APPEND_MS,
    againMs: options.againMs ?? AGAIN_MS,
    backOff: doubling(20, 1_000),
  });
  const places = new KnownPlaces(options.marks);
  return {
    connection,
    tail,
    end,
    history: new LogHistory(connection, tail, places, indexes, () => appender.acknowledgedUpTo()),
    indexes,
    lookup: new IndexLookup(connection, indexes),
    lanes: lanesOf(options, appender, tail),
    closeMs: options.appendMs ?? APPEND_MS,
    free: () => keeper.settled().then(free),
  };
}

/** A tail that has counted everything there is. */
async function followed(
  options: KurrentEventStoreOptions,
  connection: Connection,
  indexes: KnownIndexes,
): Promise<{ tail: Tail; end: EndOfLog; keeper: MarkKeeper }> {
  const known = await connected(connection, options.marks, options.connectMs ?? CONNECT_MS);
  const tail = new Tail(connection, known, indexes, {
    recent: {
      eventsMax: options.recentEventsMax ?? RECENT_EVENTS_MAX,
      charactersMax: RECENT_CHARACTERS_MAX,
    },
    backOff: options.backOff ?? doubling(100, 5_000),
  });
  const keeper = new MarkKeeper(options.marks, (error) => tail.stop(error));
  const end = new EndOfLog(connection, tail);
  tail.start(keeper);
  try {
    await end.reachedFromFar();
    tail.goLive();
    return { tail, end, keeper };
  } catch (error) {
    tail.stop(storeErrorOf(error, connection.shown));
    await keeper.settled();
    throw error;
  }
}

function lanesOf(options: KurrentEventStoreOptions, appender: Appender, tail: Tail): AppendLanes {
  return new AppendLanes((request) => appender.append(request), {
    eventsMax: options.queueLimit ?? QUEUE_EVENTS_MAX,
    charactersMax: options.queueCharactersMax ?? QUEUE_CHARACTERS_MAX,
    // Event 0 names the installation: what comes with it waits for it.
    inFlightMax: () => (tail.nextIndex() === 0 ? 1 : IN_FLIGHT_MAX),
  });
}
