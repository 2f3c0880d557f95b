import { ApiProperty } from '@nestjs/swagger';
import type { Selectable } from 'kysely';
import { DOCUMENT_STATES, type Lifecycle } from '#domain/lifecycle';
import type { Tables } from '#read-models';
import { type CsvColumn, Money, money } from '../shape/index.js';

const KINDS = [
  'invoice',
  'credit-note',
  'self-billed-invoice',
  'self-billed-credit-note',
  'repayment-statement',
  'repayment-correction',
  'prepayment-invoice',
  'corrected-invoice',
];

/** An issued document: it never changes. */
export class DocumentRow {
  @ApiProperty({ example: '2026' }) series!: string;
  @ApiProperty({ example: 'FA-2026-0001' }) number!: string;
  @ApiProperty({ enum: KINDS, example: 'invoice' }) kind!: string;
  @ApiProperty({ description: 'client, owner or resident', example: 'studio-orme' }) party!: string;
  @ApiProperty({ example: '2026-01' }) period!: string;
  @ApiProperty({ example: '2026-02-02' }) issueDate!: string;
  @ApiProperty({ nullable: true, type: String, example: '2026-03-04' }) dueDate!: string | null;
  @ApiProperty() net!: Money;
  @ApiProperty() vat!: Money;
  @ApiProperty() gross!: Money;
  @ApiProperty({ description: 'deducted as paid before; gross less this was due at issue' }) prepaid!: Money;
  @ApiProperty({ description: 'index of the event that issued it', example: 812_204 }) index!: number;
  @ApiProperty({
    description: 'what became of it: the first that applies, in this order; see its lifecycle',
    enum: DOCUMENT_STATES,
    example: 'sent',
  })
  state!: string;
  @ApiProperty({ description: 'gross less what was prepaid, settled or credited' }) open!: Money;
  @ApiProperty({ description: 'files rendered so far', example: ['json', 'pdf'] }) files!: string[];
}

export const documentRow = (
  row: Selectable<Tables['document']>,
  files: readonly string[],
  { state, openCents }: Pick<Lifecycle, 'state' | 'openCents'>,
): DocumentRow => ({
  series: row.series,
  number: row.number,
  kind: row.kind,
  party: row.party,
  period: row.period,
  issueDate: row.issue_date,
  dueDate: row.due_date,
  net: money(row.net_cents),
  vat: money(row.vat_cents),
  gross: money(row.gross_cents),
  prepaid: money(row.prepaid_cents),
  index: row.idx,
  state,
  open: money(openCents),
  files: [...files].sort(),
});

export const DOCUMENT_COLUMNS: readonly CsvColumn<DocumentRow>[] = [
  { name: 'series', value: (row) => row.series },
  { name: 'number', value: (row) => row.number },
  { name: 'kind', value: (row) => row.kind },
  { name: 'party', value: (row) => row.party },
  { name: 'period', value: (row) => row.period },
  { name: 'issue_date', value: (row) => row.issueDate },
  { name: 'due_date', value: (row) => row.dueDate },
  { name: 'net_eur', value: (row) => row.net.amount },
  { name: 'vat_eur', value: (row) => row.vat.amount },
  { name: 'gross_eur', value: (row) => row.gross.amount },
  { name: 'prepaid_eur', value: (row) => row.prepaid.amount },
  { name: 'index', value: (row) => row.index },
  { name: 'state', value: (row) => row.state },
  { name: 'open_eur', value: (row) => row.open.amount },
];
