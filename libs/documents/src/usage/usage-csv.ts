import { eurText } from '#domain/quantity';
import { csvText, type CsvColumn } from '#spreadsheets/csv';
import type { LineUsage, PrintableDocument } from '../model/index.js';

interface Row extends LineUsage {
  readonly document: string;
  readonly label: string;
}

const COLUMNS: readonly CsvColumn<Row>[] = [
  { name: 'document', value: (row) => row.document },
  { name: 'line', value: (row) => row.line },
  { name: 'label', value: (row) => row.label },
  { name: 'heater', value: (row) => row.heater },
  { name: 'supply_point', value: (row) => row.supplyPoint },
  { name: 'contract', value: (row) => row.contract },
  { name: 'from', value: (row) => row.from },
  { name: 'to', value: (row) => row.to },
  { name: 'quantity', value: (row) => row.quantity },
  { name: 'unit', value: (row) => row.unit },
  { name: 'amount_eur', value: (row) => eurText(row.amountCents) },
];

/**
 * The usage behind each line, one row per heater; rows of a line add up to it. Amounts are as on the document: without
 * VAT on an invoice, including it on a repayment.
 */
export function usageCsv(document: PrintableDocument, usage: readonly LineUsage[]): string {
  const { number, lines } = document;
  return csvText(
    COLUMNS,
    usage.map((row) => ({ ...row, document: number, label: lines[row.line - 1]?.label ?? '' })),
  );
}
