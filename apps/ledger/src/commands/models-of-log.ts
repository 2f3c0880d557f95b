import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { EventStore } from '#event-store';
import type { Tables } from '#read-models';
import { isPlaceIn } from './log-facts.js';
import { lowestPlace } from './read-model-lookups.js';

/** Tells at the start of a ledger that reports hold what the log does not; its projection stops, and it is not ready. */
export async function tellModelsOfAnotherLog(
  store: EventStore,
  models: Kysely<Tables>,
  logger: Logger,
): Promise<void> {
  // Read models that nobody made yet hold nothing.
  const place = await lowestPlace(models).catch(() => null);
  if (place === null || (await isPlaceIn(store, place))) return;
  logger.error(
    { projected: place.next, log: await store.nextIndex() },
    'the read models hold events that the log does not: rebuild them (project --rebuild), or give the log that they were made from',
  );
}
