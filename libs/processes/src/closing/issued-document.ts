import { invariant } from '#domain/decision';
import type { IssuedDocument } from '#domain/periods';
import { readEvent, type DocumentLine, type RecordedEvent } from '#events';
import type { LogReads } from './as-of-store.js';

/** The document that an event issued, with all its lines. Null for an event of another kind. */
export async function issuedDocument(
  store: LogReads,
  recorded: RecordedEvent,
): Promise<IssuedDocument | null> {
  const event = readEvent(recorded);
  switch (event.type) {
    case 'InvoiceIssued':
    case 'CreditNoteIssued':
    case 'SelfBilledInvoiceIssued':
    case 'SelfBilledCreditNoteIssued':
    case 'RepaymentStatementIssued':
    case 'RepaymentCorrectionIssued':
    case 'PrepaymentInvoiceIssued':
    case 'CorrectedInvoiceIssued': {
      const { linesAt } = event.data;
      if (linesAt === null) return event.data;
      return { ...event.data, lines: await linesIn(store, linesAt.stream, linesAt.events) };
    }
    default:
      return null;
  }
}

export async function issuedDocumentAt(store: LogReads, index: number): Promise<IssuedDocument> {
  const { events } = await store.readAll(index, 1);
  const recorded = events[0];
  const document = recorded?.index === index ? await issuedDocument(store, recorded) : null;
  invariant(document !== null, `event ${index} issues no document`);
  return document;
}

async function linesIn(store: LogReads, stream: string, events: number): Promise<DocumentLine[]> {
  const parts = await store.readStream(stream, 0, events);
  invariant(parts.length === events, `${stream} holds ${parts.length} of ${events} parts`);
  return parts.flatMap((part) => {
    const event = readEvent(part);
    invariant(event.type === 'DocumentLines', `${event.type} in ${stream}`);
    return event.data.lines;
  });
}
