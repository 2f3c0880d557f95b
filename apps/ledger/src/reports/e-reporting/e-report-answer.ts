import { ApiProperty } from '@nestjs/swagger';
import type { EReportLine } from '#domain/lifecycle';
import { addExact } from '#domain/quantity';
import { type CsvColumn, Money, money } from '../shape/index.js';

/** One line of flow 10. */
export class EReportRow {
  @ApiProperty({
    enum: ['10.1', '10.2', '10.3', '10.4'],
    description:
      '10.1 across borders, by document; 10.2 its receipts; 10.3 to individuals, per day; 10.4 its receipts',
    example: '10.3',
  })
  flow!: string;
  @ApiProperty({ description: 'day of issue or receipt', example: '2026-10-02' }) day!: string;
  @ApiProperty({
    nullable: true,
    type: String,
    description: 'of 10.1 and 10.2: series/number',
    example: null,
  })
  document!: string | null;
  @ApiProperty({ nullable: true, type: String, description: 'kind of that document', example: null })
  kind!: string | null;
  @ApiProperty({ enum: ['sale', 'purchase'], example: 'sale' }) direction!: string;
  @ApiProperty({
    enum: ['TPS1', 'TLB1', 'TNT1'],
    description: 'TPS1 services taxed in France, TLB1 goods, TNT1 not taxed in France',
    example: 'TPS1',
  })
  operation!: string;
  @ApiProperty({ description: 'VAT category (UNTDID 5305)', example: 'S' }) category!: string;
  @ApiProperty({ description: 'VAT rate (%)', example: '20' }) vatRate!: string;
  @ApiProperty({ description: 'documents or receipts behind the line', example: 12 }) count!: number;
  @ApiProperty({ description: 'of a receipt: what was received less the VAT in it that fell due' })
  net!: Money;
  @ApiProperty() vat!: Money;
  @ApiProperty({ description: 'net + VAT; of a receipt what was received' }) gross!: Money;
}

export const eReportRow = (line: EReportLine): EReportRow => ({
  flow: line.flow,
  day: line.day,
  document: line.document,
  kind: line.kind,
  direction: line.direction,
  operation: line.operation,
  category: line.category,
  vatRate: line.rate,
  count: line.count,
  net: money(line.netCents),
  vat: money(line.vatCents),
  gross: money(addExact(line.netCents, line.vatCents)),
});

export const E_REPORT_COLUMNS: readonly CsvColumn<EReportRow>[] = [
  { name: 'flow', value: (row) => row.flow },
  { name: 'day', value: (row) => row.day },
  { name: 'document', value: (row) => row.document },
  { name: 'kind', value: (row) => row.kind },
  { name: 'direction', value: (row) => row.direction },
  { name: 'operation', value: (row) => row.operation },
  { name: 'vat_category', value: (row) => row.category },
  { name: 'vat_rate_percent', value: (row) => row.vatRate },
  { name: 'count', value: (row) => row.count },
  { name: 'net_eur', value: (row) => row.net.amount },
  { name: 'vat_eur', value: (row) => row.vat.amount },
  { name: 'gross_eur', value: (row) => row.gross.amount },
];

/** Two ways to one figure. */
export class Reconciled {
  @ApiProperty({ example: 'VAT that fell due, in account 44571' }) what!: string;
  @ApiProperty({ description: 'what the lines of this report come to' }) reported!: Money;
  @ApiProperty({ description: 'what documents or accounts say' }) books!: Money;
  @ApiProperty({ description: 'reported − books: nothing, or something is wrong' }) difference!: Money;
}

export const reconciled = (what: string, reportedCents: number, booksCents: number): Reconciled => ({
  what,
  reported: money(reportedCents),
  books: money(booksCents),
  difference: money(addExact(reportedCents, -booksCents)),
});

/** A document of the period that no line counts. */
export class LeftOut {
  @ApiProperty({ example: 'main' }) series!: string;
  @ApiProperty({ example: 'F-3' }) number!: string;
  @ApiProperty({
    enum: ['prepayment-invoice', 'corrected-invoice', 'credit-note'],
    example: 'prepayment-invoice',
  })
  kind!: string;
  @ApiProperty({ example: 'reported as a receipt; the invoice that deducts it states the sale' })
  why!: string;
}

/** What goes to the tax office beside the e-invoices, and how it agrees with the books. */
export class EReport {
  @ApiProperty({ example: '2026-10' }) period!: string;
  @ApiProperty({ description: 'in the order of flow, day and document', type: [EReportRow] })
  rows!: readonly EReportRow[];
  @ApiProperty({ nullable: true, type: String, example: null }) next!: null;
  @ApiProperty({ type: [LeftOut] }) leftOut!: readonly LeftOut[];
  @ApiProperty({ type: [Reconciled] }) reconciliation!: readonly Reconciled[];
  @ApiProperty({ description: 'no difference in any of them', example: true }) agrees!: boolean;
}
