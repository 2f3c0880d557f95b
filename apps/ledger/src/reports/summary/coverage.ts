import { Decimal, toCents } from '#domain/quantity';
import { type IssuedDocument, money } from '../shape/index.js';
import { signOf } from './parties.js';
import type { Coverage } from './summary.js';

/** Exact amount of a document's lines before any rounding: price × quantity ÷ base. */
function exactEur(document: IssuedDocument): Decimal {
  return document.lines
    .reduce(
      (sum, line) => sum.plus(new Decimal(line.priceEur).times(line.quantity).div(line.priceBase)),
      new Decimal(0),
    )
    .times(signOf({ kind: document.kind, gross_cents: document.grossCents }));
}

/** Whether computing pays for the electricity: a figure, computed exactly and rounded once (three decimals). */
export class CoverageSum {
  private billed = new Decimal(0);
  private credited = new Decimal(0);

  bill(document: IssuedDocument): void {
    this.billed = this.billed.plus(exactEur(document));
  }

  credit(document: IssuedDocument): void {
    this.credited = this.credited.plus(exactEur(document));
  }

  result(): Coverage {
    return {
      billedNet: money(toCents(this.billed)),
      creditedCost: money(toCents(this.credited)),
      ratio: this.credited.isZero() ? null : this.billed.div(this.credited).toFixed(3, Decimal.ROUND_HALF_UP),
    };
  }
}
