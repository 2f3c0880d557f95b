import { Count, Nullable, Sha256, Shape, defineEvent, type EventOf } from '../schema/index.js';

export const EntriesBatchCut = defineEvent(
  'EntriesBatchCut',
  1,
  'journal-batches',
  'Entries of this part of the log go to the accounting package together: each entry is in one batch, and in one alone.',
  Shape({
    batch: Count('number: 1, 2, 3 …'),
    fromIndex: Count('first index: the one after the batch before'),
    toIndex: Count('last index'),
    upToIndex: Nullable(Count('last index that was asked for; null: all that was recorded')),
    entries: Count('entries in it'),
    postings: Count('postings in it'),
    debitCents: Count('Σ debit (cents of EUR)'),
    creditCents: Count('Σ credit (cents of EUR)'),
    sha256: Sha256('of the batch as CSV'),
  }),
);
export type EntriesBatchCut = EventOf<typeof EntriesBatchCut>;
