import type { DocumentIssuedData, DocumentParty } from '#events';
import type { ResidentMonth } from './resident-month.js';

/** A party as the reader of a document gets it: its name opened. */
export interface PrintableParty extends Omit<DocumentParty, 'party' | 'identity'> {
  readonly name: string;
  /** As it was registered: lines parted by line ends or commas, the last one postcode and city. */
  readonly address: string;
}

/**
 * The one document model: everything that a reader gets is drawn from it, page, XML, JSON and CSV. It is the event that
 * issued the document, names opened, lines complete, no bookkeeping of ours. Amounts are cents, prices decimal texts.
 */
export interface PrintableDocument extends Omit<
  DocumentIssuedData,
  'seller' | 'buyer' | 'entry' | 'linesAt' | 'planned' | 'cutIndex'
> {
  readonly seller: PrintableParty;
  readonly buyer: PrintableParty;
  /** Index in the log of the event that issued it. */
  readonly index: number;
  /** Of a repayment to a resident: what the month came to; null: to somebody else, or of no month of theirs. */
  readonly resident: ResidentMonth | null;
}

export type { LineUsage } from '#domain/documents';
