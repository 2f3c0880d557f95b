import type { LocalDate } from '#domain/calendar';
import { isCredit, isSelfBilled } from '#domain/documents';
import { addExact } from '#domain/quantity';
import type { DocumentKind, VatTotal } from '#events';
import { byRate, type ReceiptOnDocument } from './receipts.js';

/**
 * Parts of flow 10 (CGI art. 290 and 290 A): sales across borders to businesses, document by document (10.1), their
 * receipts (10.2); sales to individuals per day and rate (10.3), their receipts (10.4).
 */
export type Flow = '10.1' | '10.2' | '10.3' | '10.4';

/** What is reported to the tax office because no platform exchanges it as an e-invoice. */
export type ReportedProfile = 'B2C' | 'B2BINT';

export interface ReportedDocument {
  readonly series: string;
  readonly number: string;
  readonly kind: DocumentKind;
  readonly profile: ReportedProfile;
  readonly issueDate: LocalDate;
  readonly vat: readonly VatTotal[];
  /** A credit note that gives a prepayment back: no sale was stated of it. */
  readonly returnsPrepayment?: boolean;
}

/** Money on a document in the period: received; or given back by a credit note, both amounts negative. */
export interface ReportedReceipt extends ReceiptOnDocument {
  readonly document: ReportedDocument;
}

/** One line of the report. Of a receipt net is what was received less the VAT that fell due by it. */
export interface EReportLine {
  readonly flow: Flow;
  readonly day: LocalDate;
  /** `series/number` where the flow is told by document. */
  readonly document: string | null;
  readonly kind: DocumentKind | null;
  readonly direction: 'sale' | 'purchase';
  /** TPS1 services taxed in France, TLB1 goods, TNT1 not taxed in France. */
  readonly operation: 'TPS1' | 'TLB1' | 'TNT1';
  readonly category: string;
  readonly rate: string;
  /** Documents or receipts behind the line. */
  readonly count: number;
  readonly netCents: number;
  readonly vatCents: number;
}

/**
 * Documents whose figures another one states: a corrected invoice repeats its original, and what was prepaid is in
 * the invoice that follows; a prepayment itself is reported as a receipt, and so is giving it back.
 */
export const isCountedElsewhere = ({
  kind,
  returnsPrepayment = false,
}: Pick<ReportedDocument, 'kind' | 'returnsPrepayment'>): boolean =>
  kind === 'corrected-invoice' || kind === 'prepayment-invoice' || returnsPrepayment;

const operationOf = (kind: DocumentKind, category: string): EReportLine['operation'] =>
  category !== 'S' ? 'TNT1' : isSelfBilled(kind) ? 'TLB1' : 'TPS1';

function transactionLines(document: ReportedDocument): EReportLine[] {
  const { series, number, kind, profile, issueDate: day } = document;
  if (isCountedElsewhere(document)) return [];
  const sign = isCredit(kind) ? -1 : 1;
  const alone = profile === 'B2BINT';
  return document.vat.map(({ category, rate, baseCents, vatCents }) => ({
    flow: alone ? '10.1' : '10.3',
    day,
    document: alone ? `${series}/${number}` : null,
    kind: alone ? kind : null,
    direction: isSelfBilled(kind) ? 'purchase' : 'sale',
    operation: operationOf(kind, category),
    category,
    rate,
    count: 1,
    netCents: sign * baseCents,
    vatCents: sign * vatCents,
  }));
}

function receiptLines({ document, on, grossCents, vatCents }: ReportedReceipt): EReportLine[] {
  const { series, number, kind, profile } = document;
  const alone = profile === 'B2BINT';
  return byRate({ grossCents, vatCents }, document.vat)
    .filter((part) => part.grossCents !== 0 || part.vatCents !== 0)
    .map((part) => ({
      flow: alone ? '10.2' : '10.4',
      day: on,
      document: alone ? `${series}/${number}` : null,
      kind: alone ? kind : null,
      direction: 'sale',
      operation: operationOf(kind, part.category),
      category: part.category,
      rate: part.rate,
      count: 1,
      netCents: addExact(part.grossCents, -part.vatCents),
      vatCents: part.vatCents,
    }));
}

const keyOf = (line: EReportLine): string =>
  [line.flow, line.day, line.document ?? '', line.direction, line.category, line.rate].join('|');

/** The report of a period: lines of one flow, day and rate are one; in the order of flow, day and document. */
export function eReportLines(
  documents: readonly ReportedDocument[],
  receipts: readonly ReportedReceipt[],
): EReportLine[] {
  const lines = new Map<string, EReportLine>();
  for (const line of [...documents.flatMap(transactionLines), ...receipts.flatMap(receiptLines)]) {
    const known = lines.get(keyOf(line));
    lines.set(
      keyOf(line),
      known === undefined
        ? line
        : {
            ...known,
            count: known.count + line.count,
            netCents: addExact(known.netCents, line.netCents),
            vatCents: addExact(known.vatCents, line.vatCents),
          },
    );
  }
  return [...lines].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line);
}

/** Net and VAT of lines, of these flows alone. */
export function eReportTotals(
  lines: readonly EReportLine[],
  flows: readonly Flow[],
  direction: EReportLine['direction'] = 'sale',
): { readonly netCents: number; readonly vatCents: number } {
  return lines
    .filter((line) => flows.includes(line.flow) && line.direction === direction)
    .reduce(
      (sum, { netCents, vatCents }) => ({
        netCents: addExact(sum.netCents, netCents),
        vatCents: addExact(sum.vatCents, vatCents),
      }),
      { netCents: 0, vatCents: 0 },
    );
}
