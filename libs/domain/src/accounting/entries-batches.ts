import { accept, invariant, refuse, type Decider } from '#domain/decision';
import type { EntriesBatchCut } from '#events';

export interface CutEntriesBatch {
  readonly type: 'CutEntriesBatch';
  /** Last index that it holds; null: all that is recorded. */
  readonly upToIndex: number | null;
}

/** What stands in a part of the log: control totals, and the hash of its CSV. */
export type EntriesOfPart = Omit<EntriesBatchCut['data'], 'batch' | 'upToIndex'>;

export interface EntriesBatchContext {
  /** Index of the next event of the log. */
  readonly nextIndex: number;
  /** Entries after the last batch, up to what is asked for; null: there is no such part. */
  readonly part: EntriesOfPart | null;
}

export interface EntriesBatches {
  readonly batches: number;
  /** First index that no batch holds. */
  readonly nextIndex: number;
  /** Last indexes of the batches. */
  readonly cutAt: ReadonlySet<number>;
}

/**
 * The one stream `journal-batches`. Batches follow each other over the log without gap or overlap. What ends at an index
 * that a batch ends at is done already.
 */
export const entriesBatches: Decider<CutEntriesBatch, EntriesBatches, EntriesBatchCut, EntriesBatchContext> =
  {
    initialState: { batches: 0, nextIndex: 0, cutAt: new Set() },

    decide({ upToIndex }, { batches, nextIndex: fromIndex, cutAt }, { nextIndex, part }) {
      if (upToIndex !== null && cutAt.has(upToIndex)) return accept();
      if (upToIndex !== null && upToIndex >= nextIndex)
        return refuse('INDEX_UNKNOWN', 'upToIndex', `The log ends before index ${nextIndex}.`);
      if (part === null || part.entries === 0)
        return refuse(
          'NOTHING_TO_EXPORT',
          'upToIndex',
          `No entry from index ${fromIndex} on${upToIndex === null ? '' : ` up to ${upToIndex}`} waits for a batch: those before are in batches already.`,
        );
      invariant(part.debitCents === part.creditCents, `entries from index ${fromIndex} on do not balance`);
      return accept({ type: 'EntriesBatchCut' as const, data: { batch: batches + 1, ...part, upToIndex } });
    },

    evolve: ({ batches, cutAt }, { data }) => ({
      batches: batches + 1,
      nextIndex: data.toIndex + 1,
      cutAt: new Set([...cutAt, data.toIndex]),
    }),
  };
