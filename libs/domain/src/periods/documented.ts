import { creditedPlace, papersOf, type Cited, type Papers } from '#domain/credits';
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
  /** What is cited for it: the document itself, or the corrected invoice that replaced its paper. */
  readonly paper: Cited;
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
  /** As last documented, per the unit's own base; of hourly prices and fees the amount. */
  readonly priceEur: string;
  /** Whether it is worth the sum of its hours. */
  readonly isHourly: boolean;
  /** Latest document first. */
  readonly holdings: readonly Holding[];
}

const SECONDS_PER_HOUR = 3600;

/** Wh as kWh, three decimals, exact. */
export const kwhText = (energyWh: number): string => new Decimal(energyWh).div(1000).toFixed(3);

interface Gathered {
  party: PartyRef;
  amountCents: number;
  quantity: string;
  unit: DocumentLine['unit'];
  priceEur: string;
  isHourly: boolean;
  stated: { document: IssuedDocument; line: DocumentLine; cents: number }[];
  /** By the number of the original document. */
  credited: Map<string, number>;
}

/**
 * Everything documented for a month so far, per line key. Documents come in the order of their issue. What was given
 * back by decision (a gesture, a cancellation) changes nothing of what was documented, so that no close bills it
 * again; but a document holds less of the line by it. A corrected invoice states nothing of its own.
 */
export function documentedFor(period: Month, issued: readonly IssuedDocument[]): Map<string, Documented> {
  const papers = papersOf(issued);
  const byNumber = new Map(issued.map((document) => [document.number, document]));
  const byKey = new Map<string, Gathered>();
  for (const document of issued) {
    if (document.kind === 'corrected-invoice') continue;
    for (const line of document.lines) {
      if (monthOfKey(line.key) === period) gather(byKey, papers, document, line);
      else lower(byKey, papers, byNumber, line);
    }
  }
  return new Map([...byKey].map(([key, gathered]) => [key, documentedOf(key, gathered, papers)]));
}

const take = ({ credited }: Gathered, original: string, cents: number): Map<string, number> =>
  credited.set(original, addExact(credited.get(original) ?? 0, cents));

/** A line given back by decision: the line that it names holds less. */
function lower(
  byKey: ReadonlyMap<string, Gathered>,
  papers: Papers,
  byNumber: ReadonlyMap<string, IssuedDocument>,
  line: DocumentLine,
): void {
  const place = creditedPlace(line);
  if (place === null || line.adjusts === null) return;
  const original = papers.originalOf(line.adjusts.document);
  const gathered = byKey.get(byNumber.get(original)?.lines[place - 1]?.key ?? '');
  if (gathered !== undefined) take(gathered, original, line.amountCents);
}

function gather(
  byKey: Map<string, Gathered>,
  papers: Papers,
  document: IssuedDocument,
  line: DocumentLine,
): void {
  const credit = isCredit(document.kind);
  const known: Gathered = byKey.get(line.key) ?? {
    party: partyOfDocument(document),
    amountCents: 0,
    ...quantityOf(line),
    priceEur: line.adjusts?.priceEur ?? priceOf(line),
    isHourly: line.energyWh !== undefined,
    stated: [],
    credited: new Map(),
  };
  byKey.set(line.key, known);
  const signed = credit ? -line.amountCents : line.amountCents;
  known.amountCents = addExact(known.amountCents, signed);
  if (line.adjusts === null) {
    // A document that is reissued says nothing new of the quantity.
    if (known.stated.every((before) => before.line.adjusts !== null)) {
      Object.assign(known, quantityOf(line));
      known.priceEur = priceOf(line);
      known.isHourly = line.energyWh !== undefined;
    }
    // What is taken back in parts from a resident leaves the quantity as it was stated, and so does another paper.
  } else if (credit || line.amountCents > 0) {
    if (line.adjusts.quantityNow !== line.adjusts.quantityThen) known.quantity = line.adjusts.quantityNow;
    if (line.adjusts.priceThenEur !== undefined) known.priceEur = line.adjusts.priceEur;
  }
  if (credit && line.adjusts !== null)
    take(known, papers.originalOf(line.adjusts.document), line.amountCents);
  // A line that came to nothing or less can be cited all the same; what was taken back from a resident cannot.
  if (!credit && (line.adjusts === null || line.amountCents >= 0))
    known.stated.push({ document, line, cents: line.amountCents });
}

/** Of hourly prices the quantity is 1: what a reader wants to know is the energy. */
const quantityOf = ({ quantity, unit, energyWh }: DocumentLine): Pick<Gathered, 'quantity' | 'unit'> =>
  energyWh === undefined ? { quantity, unit } : { quantity: kwhText(energyWh), unit: 'kWh' };

/** Per the unit's own base, signed as it was rated: a line says small prices and those below zero otherwise. */
function priceOf({ quantity, unit, priceEur, priceBase }: DocumentLine): string {
  const base = unit === 'core-second' || unit === 'GHz-second' ? SECONDS_PER_HOUR : 1;
  if (priceBase === base && !quantity.startsWith('-')) return priceEur;
  const price = new Decimal(priceEur).times(base).div(priceBase);
  return (quantity.startsWith('-') ? price.negated() : price).toFixed();
}

function documentedOf(key: string, gathered: Gathered, papers: Papers): Documented {
  const { party, amountCents, quantity, unit, priceEur, isHourly, stated, credited } = gathered;
  const holdings = stated
    .map(({ document, line, cents }) => ({
      document,
      paper: papers.latestOf(document),
      line,
      heldCents: cents - (credited.get(document.number) ?? 0),
    }))
    .reverse();
  return { key, party, amountCents, quantity, unit, priceEur, isHourly, holdings };
}
