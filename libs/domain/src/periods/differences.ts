import type { Month } from '#domain/calendar';
import type { Charge, PartyRef } from '#domain/rating';
import { documentedFor, kwhText, type Documented, type IssuedDocument } from './documented.js';

/** Worth now of what counted in a month − what was documented for it, of one line key. */
export interface Difference {
  readonly key: string;
  readonly period: Month;
  readonly party: PartyRef;
  /** Not zero. Positive: more is due than was documented. */
  readonly cents: number;
  readonly now: Charge | null;
  readonly documented: Documented | null;
}

const ZERO_QUANTITY = '0.000';
export function quantityNow({ now }: Difference): string {
  if (now === null) return ZERO_QUANTITY;
  return now.energyWh === undefined ? now.quantityText : kwhText(now.energyWh);
}

/**
 * Compares a month sealed anew with its documents, line by line. Keys that stand in a document
 * still to be issued wait: nothing can cite it yet, and a later close meets them again.
 */
export function differencesOf(
  period: Month,
  worth: readonly Charge[],
  issued: readonly IssuedDocument[],
  stillToIssue: ReadonlySet<string>,
): Difference[] {
  const documented = documentedFor(period, issued);
  const now = new Map(worth.map((charge) => [charge.key, charge]));
  const keys = [...new Set([...now.keys(), ...documented.keys()])].sort();
  return keys.flatMap((key) => {
    const charge = now.get(key) ?? null;
    const before = documented.get(key) ?? null;
    const cents = (charge?.amountCents ?? 0) - (before?.amountCents ?? 0);
    const party = charge?.party ?? before?.party;
    if (cents === 0 || party === undefined || stillToIssue.has(key)) return [];
    return [{ key, period, party, cents, now: charge, documented: before }];
  });
}
