import type { PrintableDocument, PrintableProof } from '#documents/model';

/** What a rendering thread is asked for. */
export type RenderJob =
  | { readonly kind: 'document'; readonly document: PrintableDocument }
  | { readonly kind: 'proof'; readonly proof: PrintableProof };

export interface RenderedFiles {
  readonly json: Uint8Array;
  readonly pdf: Uint8Array;
}
