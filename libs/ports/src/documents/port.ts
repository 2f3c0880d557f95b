/** Files of documents, kept for ever under their name. Putting the same bytes twice is one file; other bytes under a taken name are refused. */
export interface DocumentFiles {
  put(name: string, bytes: Uint8Array): Promise<{ readonly sha256: string; readonly bytes: number }>;
  get(name: string): Promise<Uint8Array | null>;
}
