import { entriesBatches, type CutEntriesBatch } from '#domain/accounting';
import { commandsOf } from '../../commands/definition.js';
import { IntegerField } from '../../commands/fields.js';

class CutEntriesBatchDto {
  @IntegerField('last index of the log that the batch holds; default: all that is recorded', null, {
    nullable: true,
  })
  upToIndex: number | null = null;
}

const onBatches = commandsOf({
  decider: entriesBatches,
  stream: () => 'journal-batches',
  context: ({ upToIndex }: CutEntriesBatch, reads) => reads.entriesWaiting(upToIndex),
});

export const BATCH_COMMANDS = [
  onBatches(
    'CutEntriesBatch',
    'Entries since the last batch go to the accounting package as the next one: each entry is in one batch alone.',
    CutEntriesBatchDto,
  ),
];
