import { Inject, Injectable } from '@nestjs/common';
import type { Kysely, Selectable } from 'kysely';
import { batchCsv, batchJson } from '#exports/entries';
import type { Tables } from '#read-models';
import { Problem } from '../../http/index.js';
import { type Page, keyOf, pageOf, unknown } from '../../reports/shape/index.js';
import { READ_MODELS } from '../../tokens.js';
import { type BatchRow, batchRow } from './batch-row.js';
import { entriesOfPart } from './batch-entries.js';
import { partTotals } from './part-totals.js';

type Stored = Selectable<Tables['entries_batch']>;

const FIELDS = ['entries', 'postings', 'debitCents', 'creditCents', 'sha256'] as const;

/** Batches of entries, drawn again from the postings whenever they are asked for. */
@Injectable()
export class Batches {
  constructor(@Inject(READ_MODELS) private readonly models: Kysely<Tables>) {}

  async list(limit: number, after: string | undefined): Promise<Page<BatchRow>> {
    const key = keyOf(after, [0]);
    const rows = await this.models
      .selectFrom('entries_batch')
      .selectAll()
      .where('batch', '>', key?.[0] ?? 0)
      .orderBy('batch')
      .limit(limit + 1)
      .execute();
    return pageOf(rows, limit, ({ batch }) => [batch], batchRow);
  }

  /** The batch, once it is drawn again as it was cut. Throws 404 BATCH_UNKNOWN; 500 BATCH_DIFFERS. */
  async one(batch: string): Promise<BatchRow> {
    if (!/^[1-9]\d{0,8}$/.test(batch)) return unknown('batch', batch);
    const stored = await this.models
      .selectFrom('entries_batch')
      .selectAll()
      .where('batch', '=', Number(batch))
      .executeTakeFirst();
    if (stored === undefined) return unknown('batch', batch);
    await this.check(stored);
    return batchRow(stored);
  }

  /** Its bytes as CSV: their SHA-256 is that of the batch. */
  csv(row: BatchRow): AsyncGenerator<string> {
    return batchCsv(row.batch, entriesOfPart(this.models, row));
  }

  json(row: BatchRow): AsyncGenerator<string> {
    return batchJson(row, entriesOfPart(this.models, row));
  }

  private async check(stored: Stored): Promise<void> {
    const { batch, from_index: fromIndex, to_index: toIndex } = stored;
    const now = await partTotals(this.models, batch, { fromIndex, toIndex });
    const { entries, postings, debit_cents: debitCents, credit_cents: creditCents, sha256 } = stored;
    const then = { entries, postings, debitCents, creditCents, sha256 };
    const differs = FIELDS.filter((field) => now[field] !== then[field]);
    if (differs.length === 0) return;
    throw new Problem(500, {
      code: 'BATCH_DIFFERS',
      field: 'batch',
      remedy: `Batch ${batch} is not what was cut (${differs.join(', ')}): make the read models anew (heatledger project --rebuild).`,
    });
  }
}
