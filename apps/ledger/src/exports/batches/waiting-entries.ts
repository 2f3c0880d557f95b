import type { Kysely } from 'kysely';
import type { EntriesBatchContext, EntriesBatches } from '#domain/accounting';
import type { EventStore } from '#event-store';
import type { Tables } from '#read-models';
import { partTotals } from './part-totals.js';

export interface WaitingParts {
  readonly store: Pick<EventStore, 'nextIndex'>;
  readonly models: Kysely<Tables>;
  /** Waits until an event is projected. */
  readonly passed: (index: number) => Promise<void>;
}

/** Entries that no batch holds, up to an index; null: up to the end of the log. */
export async function waitingEntries(
  { store, models, passed }: WaitingParts,
  { batches, nextIndex: fromIndex }: EntriesBatches,
  upToIndex: number | null,
): Promise<EntriesBatchContext> {
  const nextIndex = await store.nextIndex();
  const toIndex = upToIndex ?? nextIndex - 1;
  if (toIndex < fromIndex || toIndex >= nextIndex) return { nextIndex, part: null };
  await passed(toIndex);
  return { nextIndex, part: await partTotals(models, batches + 1, { fromIndex, toIndex }) };
}
