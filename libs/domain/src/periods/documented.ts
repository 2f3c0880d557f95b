import { monthOfKey, type PartyRef } from '#domain/rating';
import { isCredit, partyOfDocument } from '#domain/documents';
import { Decimal, addExact } from '#domain/quantity';
import type { DocumentIssuedData, DocumentLine } from '#events';
import type { Month } from '#domain/calendar';

/** A document as issued, with all its lines. */
export type IssuedDocument = DocumentIssuedData;

/** What one document still holds of a line key: stated less credited. */
export interface Holding {
  readonly document: IssuedDocument;
  readonly line: DocumentLine;
  readonly heldCents: number;
}

/** What all documents together say of a line key. */
export interface Documented {
  readonly key: string;
  readonly party: PartyRef;
  readonly amountCents: number;
  /** Quantity as last documented. */
  readonly quantity: string;
  readonly unit: DocumentLine['unit'];
  readonly priceEur: string;
  /** Latest document first. */
  readonly holdings: readonly Holding[];
}

/** Wh as kWh, three decimals, exact. */
export const kwhText = (energyWh: number): string => new Decimal(energyWh).div(1000).toFixed(3);

interface Gathered {
  party: PartyRef;
  amountCents: number;
  quantity: string;
  unit: DocumentLine['unit'];
  priceEur: string;
  stated: { document: IssuedDocument; line: DocumentLine; cents: number }[];
  credited: Map<string, number>;
}

/** Everything documented for a month so far, per line key. Documents come in the order of their issue. */
export function documentedFor(period: Month, issued: readonly IssuedDocument[]): Map<string, Documented> {
  const byKey = new Map<string, Gathered>();
  for (const document of issued)
    for (const line of document.lines) if (monthOfKey(line.key) === period) gather(byKey, document, line);
  return new Map([...byKey].map(([key, gathered]) => [key, documentedOf(key, gathered)]));
}

function gather(byKey: Map<string, Gathered>, document: IssuedDocument, line: DocumentLine): void {
  const credit = isCredit(document.kind);
  const known: Gathered = byKey.get(line.key) ?? {
    party: partyOfDocument(document),
    amountCents: 0,
    ...quantityOf(line),
    priceEur: line.adjusts?.priceEur ?? line.priceEur,
    stated: [],
    credited: new Map(),
  };
  byKey.set(line.key, known);
  const signed = credit ? -line.amountCents : line.amountCents;
  known.amountCents = addExact(known.amountCents, signed);
  if (line.adjusts === null) {
    Object.assign(known, quantityOf(line));
    known.priceEur = line.priceEur;
    // What is taken back in parts from a resident leaves the quantity as it was stated.
  } else if (credit || line.amountCents > 0) known.quantity = line.adjusts.quantityNow;
  if (credit && line.adjusts !== null) {
    const before = known.credited.get(line.adjusts.document) ?? 0;
    known.credited.set(line.adjusts.document, addExact(before, line.amountCents));
  }
  // A line that came to nothing or less can be cited all the same; what was taken back from a resident cannot.
  if (!credit && (line.adjusts === null || line.amountCents >= 0))
    known.stated.push({ document, line, cents: line.amountCents });
}

/** Of hourly prices the quantity is 1: what a reader wants to know is the energy. */
const quantityOf = ({ quantity, unit, energyWh }: DocumentLine): Pick<Gathered, 'quantity' | 'unit'> =>
  energyWh === undefined ? { quantity, unit } : { quantity: kwhText(energyWh), unit: 'kWh' };

function documentedOf(key: string, gathered: Gathered): Documented {
  const { party, amountCents, quantity, unit, priceEur, stated, credited } = gathered;
  const holdings = stated
    .map(({ document, line, cents }) => ({
      document,
      line,
      heldCents: cents - (credited.get(document.number) ?? 0),
    }))
    .reverse();
  return { key, party, amountCents, quantity, unit, priceEur, holdings };
}
