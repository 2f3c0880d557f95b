import type { EntriesBatchCut } from '#events';
import type { FoldState, Place } from './fold-state.js';

/** A batch of entries, and when it was cut. */
export function foldBatch(state: FoldState, { data }: EntriesBatchCut, { index, recordedAt }: Place): void {
  state.changes.put('entries_batch', {
    batch: data.batch,
    idx: index,
    recorded_at: recordedAt,
    from_index: data.fromIndex,
    to_index: data.toIndex,
    entries: data.entries,
    postings: data.postings,
    debit_cents: data.debitCents,
    credit_cents: data.creditCents,
    sha256: data.sha256,
  });
}
