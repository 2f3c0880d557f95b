import { ApiProperty } from '@nestjs/swagger';
import { type CsvColumn, Money } from '../shape/index.js';

/** A part of what was received, at one VAT rate. */
export class ReceivedAtRate {
  @ApiProperty({ description: 'VAT rate (%)', example: '20' }) vatRate!: string;
  @ApiProperty({ description: 'including VAT' }) received!: Money;
}

/** A document whose receipts a status 212 has still to tell; amounts include VAT. */
export class ToReportRow {
  @ApiProperty({ example: 'main' }) series!: string;
  @ApiProperty({ example: 'F-1' }) number!: string;
  @ApiProperty({ example: 'lumen' }) party!: string;
  @ApiProperty({ example: '2026-09-02' }) issueDate!: string;
  @ApiProperty({ description: 'received or set off so far, less what credit notes gave back' })
  received!: Money;
  @ApiProperty({ description: 'told by statuses 212 so far' }) reported!: Money;
  @ApiProperty({ description: 'received − reported; below zero: told, and gone back since' })
  toReport!: Money;
  @ApiProperty({ description: 'the same per VAT rate, as status 212 wants it', type: [ReceivedAtRate] })
  perRate!: readonly ReceivedAtRate[];
}

export const TO_REPORT_COLUMNS: readonly CsvColumn<ToReportRow>[] = [
  { name: 'series', value: (row) => row.series },
  { name: 'number', value: (row) => row.number },
  { name: 'party', value: (row) => row.party },
  { name: 'issue_date', value: (row) => row.issueDate },
  { name: 'received_eur', value: (row) => row.received.amount },
  { name: 'reported_eur', value: (row) => row.reported.amount },
  { name: 'to_report_eur', value: (row) => row.toReport.amount },
];
