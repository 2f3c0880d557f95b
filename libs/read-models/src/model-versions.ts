import type { Partition } from './partitions.js';
import type { ProjectionStore } from './projection-store.js';

export interface ModelVersion {
  readonly version: number;
  /** In how many parts it is projected; fixed for a version. */
  readonly partitions: number;
}

/** Versions of the read models beside each other, one of them current: a rebuild makes the next and switches to it. */
export interface ModelVersions {
  /** The one that readers see; null before the first. */
  current(): Promise<ModelVersion | null>;
  /** The version that follows, empty, with all its tables. Two processes that start at once make one. */
  create(partitions: number): Promise<ModelVersion>;
  /** `fast`: durable only from `settle` on, for a version that is being built. */
  open(version: ModelVersion, partition: Partition, speed: 'durable' | 'fast'): Promise<ProjectionStore>;
  /**
   * From here on readers see this version, and none sees an earlier state than before: false, and nothing changes,
   * while a partition of it stands behind one of the current version. Nobody commits to the current one meanwhile.
   * @param before what stands in the current version is of another log: readers see less then
   */
  switchTo(version: ModelVersion, before?: 'of-another-log'): Promise<boolean>;
  /** Removes every version but the current one that nobody builds. */
  sweep(): Promise<void>;
  close(): Promise<void>;
}
