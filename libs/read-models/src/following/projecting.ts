/** A projection that runs, in this thread or in another. */
export interface Projecting {
  /** Resolves once the read models can be opened; it goes on until it is closed. */
  start(): Promise<void>;
  /** Builds the next version from event 0 while the current one goes on; resolves once it is switched in. */
  rebuild(): Promise<void>;
  /** Writes what is folded, and ends. */
  close(): Promise<void>;
}
