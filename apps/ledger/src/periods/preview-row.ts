import { ApiProperty } from '@nestjs/swagger';
import { prepaidTotals } from '#domain/documents';
import { Decimal, toCents } from '#domain/quantity';
import type { DocumentLine } from '#events';
import type { PeriodPreview, PreviewedDocument } from '#processes/closing';
import { Conservation, Mend } from '../reports/periods/period-row.js';
import { type CsvColumn, Money, money } from '../reports/shape/index.js';

/** A line as a document would bear it: rounded once, here; `exactEur` is the amount before. */
export class PreviewLine {
  @ApiProperty({ example: '2026-03|energy|owner:habitat|14500000000001|hc|blue@2026-02-01|O0|including|r-1' })
  key!: string;
  @ApiProperty({ example: 'Électricité du point 14500000000001, heures creuses' }) label!: string;
  @ApiProperty({ example: '120.000' }) quantity!: string;
  @ApiProperty({ example: 'kWh' }) unit!: string;
  @ApiProperty({ description: 'EUR per `priceBase` units', example: '0.1579' }) priceEur!: string;
  @ApiProperty({ example: 1 }) priceBase!: number;
  @ApiProperty({ example: '18.948' }) exactEur!: string;
  @ApiProperty() amount!: Money;
  @ApiProperty({ example: 'O' }) vatCategory!: string;
  @ApiProperty({ description: 'percent', example: '0' }) vatRate!: string;
  @ApiProperty({ example: '2026-03-01' }) from!: string;
  @ApiProperty({ example: '2026-03-31' }) to!: string;
  @ApiProperty({
    nullable: true,
    type: 'object',
    additionalProperties: true,
    description: 'the document that an adjustment refers to, with both quantities',
  })
  adjusts!: DocumentLine['adjusts'];
}

/** A document as it would be issued. */
export class PreviewDocument {
  @ApiProperty({ description: 'its id in the plan', example: '2026-03.repayment.owner.habitat' })
  planned!: string;
  @ApiProperty({ example: 'repayment-statement' }) kind!: string;
  @ApiProperty({ description: 'client, owner or resident', example: 'habitat' }) party!: string;
  @ApiProperty({
    description: 'month that computed it: an earlier one where it was set aside',
    example: '2026-03',
  })
  period!: string;
  @ApiProperty({ nullable: true, type: String, description: 'where it is issued', example: null })
  number!: string | null;
  @ApiProperty({ description: 'sum of the rounded lines' }) net!: Money;
  @ApiProperty() vat!: Money;
  @ApiProperty() gross!: Money;
  @ApiProperty({ description: 'deducted as paid before; gross less this would be owed' }) prepaid!: Money;
  @ApiProperty({ description: 'figure: the exact sum of the lines, rounded once' }) netFigure!: Money;
  @ApiProperty({ type: [String], description: 'why it would be set aside', example: [] })
  reasons!: string[];
  @ApiProperty({ type: [Mend], description: 'what to mend before it can be issued' }) mend!: Mend[];
  @ApiProperty({ type: [String], description: 'numbers of documents that it corrects', example: [] })
  cites!: string[];
  @ApiProperty({ type: [PreviewLine] }) lines!: PreviewLine[];
}

export class PreviewTotal {
  @ApiProperty({ example: 'invoice' }) kind!: string;
  @ApiProperty({ example: 12 }) documents!: number;
  @ApiProperty() net!: Money;
  @ApiProperty() vat!: Money;
  @ApiProperty() gross!: Money;
}

export class PreviewMissing {
  @ApiProperty({ example: 'READING_MISSING' }) code!: string;
  @ApiProperty({ example: 'heaters/h-0001/2026-03-20T00:00:00.000Z/2026-03-31T22:00:00.000Z' })
  field!: string;
  @ApiProperty({ example: 'Send a reading, accept an estimate or set the span aside.' }) detail!: string;
}

export class PreviewProofs {
  @ApiProperty({ example: 0 }) SHORT!: number;
  @ApiProperty({ example: 1 }) UNPROVEN!: number;
  @ApiProperty({ example: 40 }) FREE_DUE!: number;
  @ApiProperty({ example: 59 }) FREE_PAID!: number;
}

/** A month as it would close now, or as its cut computed it. */
export class Preview {
  @ApiProperty({ example: '2026-03' }) period!: string;
  @ApiProperty({ enum: ['open', 'closing', 'closed'], example: 'open' }) status!: string;
  @ApiProperty({ description: 'events below it count', example: 812_000 }) beforeIndex!: number;
  @ApiProperty({ description: 'of all documents', example: 48 }) documentsCount!: number;
  @ApiProperty({ type: [PreviewTotal], description: 'by kind of document' }) totals!: PreviewTotal[];
  @ApiProperty({ type: [PreviewDocument] }) documents!: PreviewDocument[];
  @ApiProperty({ nullable: true, type: String, description: 'goes into `after` for the following documents' })
  next!: string | null;
  @ApiProperty({ description: 'dwellings by status' }) proofs!: PreviewProofs;
  @ApiProperty() energy!: Conservation;
  @ApiProperty({
    type: 'array',
    items: { type: 'object', additionalProperties: true },
    description: 'residents credited too much earlier, by what still waits to be taken from later credits',
    example: [],
  })
  carries!: { resident: string; carried: Money }[];
  @ApiProperty({
    type: 'array',
    items: { type: 'object', additionalProperties: true },
    description:
      'differences of earlier months that no document can bear, by line: prices fell so far below zero that what counts now is negative',
    example: [],
  })
  uncredited!: { party: string; period: string; key: string; open: Money }[];
  @ApiProperty({ type: [PreviewMissing], description: 'what would keep the month from being closed' })
  missing!: PreviewMissing[];
}

/** Amount of a line before rounding. */
const exactOf = ({ priceEur, quantity, priceBase }: DocumentLine): Decimal =>
  new Decimal(priceEur).times(quantity).div(priceBase);

export const previewLine = (line: DocumentLine): PreviewLine => ({
  key: line.key,
  label: line.label,
  quantity: line.quantity,
  unit: line.unit,
  priceEur: line.priceEur,
  priceBase: line.priceBase,
  exactEur: exactOf(line).toFixed(),
  amount: money(line.amountCents),
  vatCategory: line.vatCategory,
  vatRate: line.vatRate,
  from: line.from,
  to: line.to,
  adjusts: line.adjusts,
});

export function previewDocument({ draft, number, reasons, mend }: PreviewedDocument): PreviewDocument {
  const exact = draft.lines.reduce((sum, line) => sum.plus(exactOf(line)), new Decimal(0));
  return {
    planned: draft.planned,
    kind: draft.kind,
    party: draft.party.id,
    period: draft.period,
    number,
    net: money(draft.netCents),
    vat: money(draft.vatCents),
    gross: money(draft.grossCents),
    prepaid: money(prepaidTotals(draft.prepaid).grossCents),
    netFigure: money(toCents(exact)),
    reasons: [...reasons],
    mend: [...mend],
    cites: draft.cites.map(({ number }) => number),
    lines: draft.lines.map(previewLine),
  };
}

export function previewTotals(documents: PeriodPreview['documents']): PreviewTotal[] {
  const totals = new Map<string, { documents: number; net: number; vat: number; gross: number }>();
  for (const { draft } of documents) {
    const total = totals.get(draft.kind) ?? { documents: 0, net: 0, vat: 0, gross: 0 };
    totals.set(draft.kind, total);
    total.documents += 1;
    total.net += draft.netCents;
    total.vat += draft.vatCents;
    total.gross += draft.grossCents;
  }
  return [...totals].map(([kind, { documents: count, net, vat, gross }]) => ({
    kind,
    documents: count,
    net: money(net),
    vat: money(vat),
    gross: money(gross),
  }));
}

/** One line of one document, as a row of a table. */
export class PreviewLineRow extends PreviewLine {
  @ApiProperty({ example: '2026-03.repayment.owner.habitat' }) planned!: string;
  @ApiProperty({ example: 'repayment-statement' }) kind!: string;
  @ApiProperty({ example: 'habitat' }) party!: string;
}

export const PREVIEW_LINE_COLUMNS: readonly CsvColumn<PreviewLineRow>[] = [
  { name: 'planned', value: (row) => row.planned },
  { name: 'kind', value: (row) => row.kind },
  { name: 'party', value: (row) => row.party },
  { name: 'label', value: (row) => row.label },
  { name: 'from', value: (row) => row.from },
  { name: 'to', value: (row) => row.to },
  { name: 'quantity', value: (row) => row.quantity },
  { name: 'unit', value: (row) => row.unit },
  { name: 'price_eur', value: (row) => row.priceEur },
  { name: 'price_base', value: (row) => row.priceBase },
  { name: 'exact_eur', value: (row) => row.exactEur },
  { name: 'amount_eur', value: (row) => row.amount.amount },
  { name: 'vat_category', value: (row) => row.vatCategory },
  { name: 'vat_rate_percent', value: (row) => row.vatRate },
  { name: 'adjusts_document', value: (row) => row.adjusts?.document ?? null },
  { name: 'key', value: (row) => row.key },
];
