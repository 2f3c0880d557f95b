import type { Kysely } from 'kysely';
import type { EventStore } from '#event-store';
import type { Tables } from '#read-models';
import { isPlaceIn } from './log-facts.js';
import { lowestPlace } from './read-model-lookups.js';

/** The read models hold events that the log does not: reports would tell them, and commands build on them. */
export class ModelsOfAnotherLog extends Error {
  readonly code: 'LOG_BEHIND_READ_MODELS' | 'LOG_DIFFERS';

  constructor(projected: number, log: number) {
    super(
      `The read models hold ${projected} events, ${log < projected ? `the log ${log}` : 'the last of which the log does not hold there'}: ` +
        'make them anew (heatledger project --rebuild), or give the log that they were made from.',
    );
    this.name = 'ModelsOfAnotherLog';
    this.code = log < projected ? 'LOG_BEHIND_READ_MODELS' : 'LOG_DIFFERS';
  }
}

/**
 * Makes sure at the start of a ledger that its read models were made from its log.
 * @throws ModelsOfAnotherLog
 */
export async function checkModelsOfLog(store: EventStore, models: Kysely<Tables>): Promise<void> {
  // Read models that nobody made yet hold nothing.
  const place = await lowestPlace(models).catch(() => null);
  if (place === null || (await isPlaceIn(store, place))) return;
  throw new ModelsOfAnotherLog(place.next, await store.nextIndex());
}
