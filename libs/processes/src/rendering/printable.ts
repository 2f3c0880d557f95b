import type { LineUsage, PrintableDocument, PrintableProof } from '#documents/model';
import type { Format } from './formats.js';

/** What a rendering thread is asked for: these formats of a document or proof. */
export type RenderJob =
  | {
      readonly kind: 'document';
      readonly formats: readonly Format[];
      readonly document: PrintableDocument;
      /** Rows of every line; empty where no format shows them. */
      readonly usage: readonly LineUsage[];
    }
  | { readonly kind: 'proof'; readonly formats: readonly Format[]; readonly proof: PrintableProof };

export type RenderedFiles = Partial<Readonly<Record<Format, Uint8Array>>>;
