/** Files of documents, kept for ever under their name. Putting the same bytes twice is one file; other bytes under a taken name are refused. */
export interface DocumentFiles {
  /** Durable before this resolves. @throws DocumentRefused */
  put(name: string, bytes: Uint8Array): Promise<{ readonly sha256: string; readonly bytes: number }>;
  /**
   * Puts these bytes in the place of whatever stands under the name: of a file that was damaged, when its own bytes are
   * at hand again. @throws DocumentRefused DOCUMENT_NAME_INVALID, DOCUMENT_TOO_LARGE
   */
  restore(name: string, bytes: Uint8Array): Promise<void>;
  /**
   * Null where none has this name. @throws DocumentRefused DOCUMENT_NAME_INVALID; DOCUMENT_FILE_UNREADABLE where something
   * stands there that gives no bytes: a folder, a file that may not be read, a broken disk
   */
  get(name: string): Promise<Uint8Array | null>;
  /** All names, ordered by code unit; a file put meanwhile may be told or not. */
  names(): AsyncIterable<string>;
  close(): Promise<void>;
}
