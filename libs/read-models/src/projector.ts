/** Where the projection is. `failed`: the event it stopped at, tried again from time to time. */
export interface ProjectorStatus {
  /** Every event below it is in the read models, of every partition. */
  readonly nextIndex: number;
  readonly version: number;
  readonly failed: { readonly index: number; readonly message: string } | null;
  readonly rebuilding: { readonly nextIndex: number } | null;
  readonly partitions: readonly PartitionStatus[];
}

export interface PartitionStatus {
  readonly partition: number;
  readonly nextIndex: number;
  /** Process that projects it (`<host>/<pid>`); null: nobody at the moment. */
  readonly holder: string | null;
}

/** The projection as the rest of a process sees it, wherever it runs. */
export interface Projector {
  /** Resolves once the event at this index is in the read models. Rejects when the projection stopped at or before it. */
  passed(index: number): Promise<void>;
  /** As last heard. */
  status(): ProjectorStatus;
  /** Builds the read models anew from event 0 and switches to them. */
  rebuild(): Promise<void>;
  close(): Promise<void>;
}
