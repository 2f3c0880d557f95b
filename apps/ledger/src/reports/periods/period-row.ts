import { ApiProperty } from '@nestjs/swagger';
import { type CsvColumn, Money } from '../shape/index.js';

/** A month whose cut was made. */
export class PeriodRow {
  @ApiProperty({ example: '2026-01' }) period!: string;
  @ApiProperty({ enum: ['closing', 'closed'], example: 'closed' }) status!: string;
  @ApiProperty({ description: 'events below it count in the month', example: 812_000 }) cutIndex!: number;
  @ApiProperty({ example: '2026-02-02' }) issueDate!: string;
  @ApiProperty({ example: 1 }) rulesVersion!: number;
  @ApiProperty({ example: '2026-02-02T08:00:00.000Z' }) cutRecordedAt!: string;
}

export const PERIOD_COLUMNS: readonly CsvColumn<PeriodRow>[] = [
  { name: 'period', value: (row) => row.period },
  { name: 'status', value: (row) => row.status },
  { name: 'cut_index', value: (row) => row.cutIndex },
  { name: 'issue_date', value: (row) => row.issueDate },
  { name: 'rules_version', value: (row) => row.rulesVersion },
  { name: 'cut_recorded_at', value: (row) => row.cutRecordedAt },
];

/** Attributed = credited + uncreditable + pending, to the Wh. */
export class Conservation {
  @ApiProperty({ example: 31_204_511 }) attributedWh!: number;
  @ApiProperty({ example: 31_204_511 }) creditedWh!: number;
  @ApiProperty({ example: 0 }) uncreditableWh!: number;
  @ApiProperty({ example: 0 }) pendingWh!: number;
  @ApiProperty({ example: true }) conserved!: boolean;
}

export class PeriodTotal {
  @ApiProperty({ example: 'invoice' }) kind!: string;
  @ApiProperty({ example: 12 }) documents!: number;
  @ApiProperty() net!: Money;
  @ApiProperty() vat!: Money;
  @ApiProperty() gross!: Money;
}

/** What to mend before a document can be issued. */
export class Mend {
  @ApiProperty({ example: 'ENDPOINT_MISSING' }) code!: string;
  @ApiProperty({ description: 'with its business term of EN 16931', example: 'buyer.endpoint (BT-49)' })
  field!: string;
  @ApiProperty({ example: 'Register the client helvetia again with its electronic address.' })
  remedy!: string;
}

export class SetAsideDocument {
  @ApiProperty({ example: '2026-01.self-billed.ecole' }) planned!: string;
  @ApiProperty({ example: 'ecole' }) party!: string;
  @ApiProperty({ example: 'self-billed-invoice' }) kind!: string;
  @ApiProperty({ type: [String], example: ['MANDATE_MISSING'] }) reasons!: string[];
  @ApiProperty({ type: [Mend], description: 'empty where the log says reasons alone' }) mend!: Mend[];
}

export class PeriodDocuments {
  @ApiProperty({ example: 48 }) planned!: number;
  @ApiProperty({ example: 47 }) issued!: number;
  @ApiProperty({ type: [SetAsideDocument] }) setAside!: SetAsideDocument[];
}

/** One month: how far its close is and what came of it. */
export class PeriodDetail {
  @ApiProperty({ example: '2026-01' }) period!: string;
  @ApiProperty({ enum: ['open', 'closing', 'closed'], example: 'closed' }) status!: string;
  @ApiProperty({ nullable: true, type: PeriodRow }) cut!: PeriodRow | null;
  @ApiProperty({ type: PeriodDocuments }) documents!: PeriodDocuments;
  @ApiProperty({ type: [PeriodTotal], description: 'by kind of document' }) totals!: PeriodTotal[];
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'number' },
    description: 'dwellings by status, as sealed at the close',
    example: { SHORT: 0, UNPROVEN: 1, FREE_DUE: 40, FREE_PAID: 59 },
  })
  proofs!: Readonly<Record<string, number>>;
  @ApiProperty({ nullable: true, type: Conservation, description: 'sealed when the month was closed' })
  conservation!: Conservation | null;
}
