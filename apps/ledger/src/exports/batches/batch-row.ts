import { ApiProperty } from '@nestjs/swagger';
import type { Selectable } from 'kysely';
import type { Tables } from '#read-models';
import { type CsvColumn, Money, instantText, money } from '../../reports/shape/index.js';

/** A batch and its control totals. */
export class BatchRow {
  @ApiProperty({ example: 1 }) batch!: number;
  @ApiProperty({ description: 'when it was cut', example: '2026-10-02T06:00:00.000Z' }) cutAt!: string;
  @ApiProperty({ description: 'first index of the log that it holds', example: 0 }) fromIndex!: number;
  @ApiProperty({ description: 'last index of the log that it holds', example: 1204 }) toIndex!: number;
  @ApiProperty({ description: 'entries', example: 17 }) entries!: number;
  @ApiProperty({ description: 'postings of these entries', example: 54 }) postings!: number;
  @ApiProperty() debit!: Money;
  @ApiProperty() credit!: Money;
  @ApiProperty({ description: 'SHA-256 of the batch as CSV', example: 'a'.repeat(64) }) sha256!: string;
}

export const batchRow = (row: Selectable<Tables['entries_batch']>): BatchRow => ({
  batch: row.batch,
  cutAt: instantText(row.recorded_at),
  fromIndex: row.from_index,
  toIndex: row.to_index,
  entries: row.entries,
  postings: row.postings,
  debit: money(row.debit_cents),
  credit: money(row.credit_cents),
  sha256: row.sha256,
});

export const BATCH_COLUMNS: readonly CsvColumn<BatchRow>[] = [
  { name: 'batch', value: (row) => row.batch },
  { name: 'cut_at', value: (row) => row.cutAt },
  { name: 'from_index', value: (row) => row.fromIndex },
  { name: 'to_index', value: (row) => row.toIndex },
  { name: 'entries', value: (row) => row.entries },
  { name: 'postings', value: (row) => row.postings },
  { name: 'debit_eur', value: (row) => row.debit.amount },
  { name: 'credit_eur', value: (row) => row.credit.amount },
  { name: 'sha256', value: (row) => row.sha256 },
];
