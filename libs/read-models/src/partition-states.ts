/** What the process that projects a partition tells of it. */
export interface PartitionState {
  readonly version: number;
  readonly partition: number;
  /** `<host>/<pid>`; null: nobody at the moment. */
  readonly holder: string | null;
  readonly nextIndex: number;
  readonly failed: { readonly index: number; readonly message: string } | null;
}

/** Where the partitions of the current version stand, and how far a version that is being built is. */
export interface ModelsNow {
  /** Null before the first version. */
  readonly version: number | null;
  /** By their number; `nextIndex` is that of the rows themselves. */
  readonly partitions: readonly Omit<PartitionState, 'version'>[];
  readonly building: { readonly version: number; readonly nextIndex: number } | null;
}

/** What projectors of several processes tell each other, and whoever waits for them. */
export interface PartitionStates {
  tell(state: PartitionState): Promise<void>;
  now(): Promise<ModelsNow>;
}
