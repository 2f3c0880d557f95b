import { ApiProperty } from '@nestjs/swagger';
import type { Selectable } from 'kysely';
import type { Tables } from '#read-models';
import { type CsvColumn, Money, money } from '../shape/index.js';

/** One posting of an entry: entries balance, and stand inside the events that move money. */
export class EntryRow {
  @ApiProperty({ description: 'index of its event', example: 812_204 }) index!: number;
  @ApiProperty({ description: 'posting of the entry, from 0', example: 0 }) line!: number;
  @ApiProperty({ enum: ['VE', 'AC', 'OD', 'BQ', 'AN'], example: 'VE' }) journal!: string;
  @ApiProperty({ example: '2026-02-02' }) date!: string;
  @ApiProperty({ example: 'FA-2026-0001' }) piece!: string;
  @ApiProperty({ example: 'Computing 2026-01' }) label!: string;
  @ApiProperty({ example: '411' }) account!: string;
  @ApiProperty({ nullable: true, type: String, example: 'studio-orme' }) party!: string | null;
  @ApiProperty() debit!: Money;
  @ApiProperty() credit!: Money;
}

export const entryRow = (row: Selectable<Tables['posting']>): EntryRow => ({
  index: row.idx,
  line: row.line,
  journal: row.journal,
  date: row.date,
  piece: row.piece,
  label: row.label,
  account: row.account,
  party: row.party,
  debit: money(row.debit_cents),
  credit: money(row.credit_cents),
});

export const ENTRY_COLUMNS: readonly CsvColumn<EntryRow>[] = [
  { name: 'index', value: (row) => row.index },
  { name: 'line', value: (row) => row.line },
  { name: 'journal', value: (row) => row.journal },
  { name: 'date', value: (row) => row.date },
  { name: 'piece', value: (row) => row.piece },
  { name: 'label', value: (row) => row.label },
  { name: 'account', value: (row) => row.account },
  { name: 'party', value: (row) => row.party },
  { name: 'debit_eur', value: (row) => row.debit.amount },
  { name: 'credit_eur', value: (row) => row.credit.amount },
];
