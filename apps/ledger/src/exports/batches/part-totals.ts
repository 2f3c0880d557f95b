import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { EntriesOfPart } from '#domain/accounting';
import { batchCsv, NO_ENTRIES, withEntry, type BatchEntry, type BatchTotals } from '#exports/entries';
import type { Tables } from '#read-models';
import { entriesOfPart, type LogPart } from './batch-entries.js';

/** Control totals of a part of the log and the hash of its CSV, as batch of this number. One entry in memory at a time. */
export async function partTotals(
  models: Kysely<Tables>,
  batch: number,
  part: LogPart,
): Promise<EntriesOfPart> {
  let totals: BatchTotals = NO_ENTRIES;
  async function* counted(): AsyncGenerator<BatchEntry> {
    for await (const entry of entriesOfPart(models, part)) {
      totals = withEntry(totals, entry);
      yield entry;
    }
  }
  const hash = createHash('sha256');
  for await (const text of batchCsv(batch, counted())) hash.update(text, 'utf8');
  return { ...part, ...totals, sha256: hash.digest('hex') };
}
