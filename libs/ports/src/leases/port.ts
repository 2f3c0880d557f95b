/** The right to do one thing alone, for as long as it is renewed. */
export interface Lease {
  readonly name: string;
  /** Grows with every holder of this name. */
  readonly token: number;
  /** Given once it is lost: another may hold it from then on. */
  readonly lost: AbortSignal;
  /** Frees it at once; does nothing where it is lost. */
  release(): Promise<void>;
}

export interface HeldLease {
  readonly name: string;
  /** Process that holds it: `<host>/<pid>`. */
  readonly holder: string;
}

/**
 * Leases keep two processes from doing the same work; what makes that work safe in any case is the expected revision
 * of its appends or the checkpoint of its rows. A holder that dies loses its leases within seconds.
 */
export interface Leases {
  /** Null while another holds it. */
  take(name: string): Promise<Lease | null>;
  /** Waits for its turn; null once the signal is given. */
  wait(name: string, signal: AbortSignal): Promise<Lease | null>;
  held(): Promise<readonly HeldLease[]>;
  close(): Promise<void>;
}
