import type { Language } from '#domain/documents';
import type { DocumentLine } from '#events';
import { adjustmentLine } from './adjustment-lines.js';
import type { Difference } from './differences.js';

/** What of a resident's over-credits a statement takes back, and what still waits. */
export interface Recovery {
  readonly lines: readonly DocumentLine[];
  readonly carryCents: number;
}

/**
 * Nothing is ever claimed from a resident: an over-credit is taken from credits of this statement,
 * oldest first, down to zero; the rest stays the company's cost and waits for later credits.
 */
export function recoverFrom(
  creditCents: number,
  downward: readonly Difference[],
  language: Language,
): Recovery {
  let left = Math.max(0, creditCents);
  let carryCents = 0;
  const lines: DocumentLine[] = [];
  for (const difference of [...downward].sort((a, b) => (a.key < b.key ? -1 : 1))) {
    const source = difference.documented?.holdings[0];
    const due = -difference.cents;
    const taken = source === undefined ? 0 : Math.min(left, due);
    if (source !== undefined && taken > 0) lines.push(adjustmentLine(difference, source, -taken, language));
    left -= taken;
    carryCents += due - taken;
  }
  return { lines, carryCents };
}
