import type { Cited } from '#domain/credits';
import { PRICE_UNITS, adjustmentLabel, type Language } from '#domain/documents';
import { invariant } from '#domain/decision';
import { eurText } from '#domain/quantity';
import type { DocumentLine } from '#events';
import { quantityNow, type Difference } from './differences.js';

/** What a line takes from or adds to. */
interface Source {
  /** What is cited: the valid paper of the document. */
  readonly paper: Cited;
  readonly line: DocumentLine;
}

/**
 * An adjustment is 1 × the difference of two rounded amounts; quantities and prices are information.
 * VAT is that of the line adjusted.
 */
export function adjustmentLine(
  difference: Difference,
  source: Source,
  amountCents: number,
  language: Language,
): DocumentLine {
  const { now, documented, period } = difference;
  invariant(documented !== null, `nothing was documented for ${difference.key}`);
  const what = {
    subject: now?.subject ?? subjectOf(source.line),
    priceCell: now === null ? cellOf(source.line) : (now.energy?.priceCell ?? null),
    unit: documented.unit,
    period,
    quantityThen: documented.quantity,
    quantityNow: quantityNow(difference),
    priceThenEur: documented.priceEur,
    priceNowEur: now?.priceEur ?? documented.priceEur,
    // Of hourly prices what is said is their sum.
    per: documented.isHourly ? null : PRICE_UNITS[documented.unit],
  };
  const { number } = source.paper;
  return {
    key: difference.key,
    label: adjustmentLabel(what, number, language),
    quantity: '1',
    unit: 'one',
    priceEur: eurText(amountCents),
    priceBase: 1,
    amountCents,
    vatCategory: source.line.vatCategory,
    vatRate: source.line.vatRate,
    from: now?.from ?? source.line.from,
    to: now?.to ?? source.line.to,
    adjusts: {
      document: number,
      period,
      quantityThen: what.quantityThen,
      quantityNow: what.quantityNow,
      priceEur: what.priceNowEur,
      priceThenEur: what.priceThenEur,
      unit: what.unit,
      per: what.per,
    },
  };
}

/** Price cell, as the key of an energy line names it: subscribed powers stand behind a colon. */
function cellOf(line: DocumentLine): string | null {
  const [, kind, , , cell = ''] = line.key.split('|');
  return kind === 'energy' ? cell.replace(/:.*$/, '') : null;
}

/** Supply point or contract, as the key of an energy or work line names it. */
function subjectOf(line: DocumentLine): string {
  const [, kind, first, second] = line.key.split('|');
  return (kind === 'energy' ? second : first) ?? line.key;
}
