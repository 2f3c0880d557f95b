import type { DocumentKind } from '#events';
import type { EventStore } from '#event-store';
import type { Keys } from '#ports/keys';
import { issuedDocumentAt } from '../closing/issued-document.js';
import { formatsOf, formatsOfKind, type FileSubject } from './formats.js';
import { printableDocument } from './open-names.js';
import type { RenderTask } from './render-task.js';
import type { ResidentMonths } from './resident-months.js';
import type { UsageOfMonths } from './usage-of-months.js';

/** An issued document and where its event stands. */
export interface DocumentPlace extends FileSubject {
  readonly idx: number;
  readonly kind: string;
}

/** What stands behind documents, read once for all of a run. */
export interface BehindDocuments {
  readonly usage: UsageOfMonths;
  readonly residents: ResidentMonths;
}

export const documentTask = (
  { store, keys }: { readonly store: EventStore; readonly keys: Keys },
  { usage, residents }: BehindDocuments,
  { series, number, idx, kind }: DocumentPlace,
): RenderTask => ({
  subject: { series, number },
  atMost: formatsOfKind(kind as DocumentKind),
  job: async (but) => {
    const index = Number(idx);
    const issued = await issuedDocumentAt(store, index);
    const formats = formatsOf(issued).filter((format) => !but.has(format));
    if (formats.length === 0) return null;
    return {
      kind: 'document',
      formats,
      document: await printableDocument(keys, issued, index, await residents.of(issued)),
      usage: formats.includes('csv') ? await usage.rowsOf(issued.lines) : [],
    };
  },
});
