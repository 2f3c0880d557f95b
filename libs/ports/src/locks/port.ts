/**
 * Keeps others, in this process and in every other one of the installation, from working under the same names
 * meanwhile. For decisions that one stream's revision cannot guard: who lives in a dwelling, which contract ids and
 * prefixes are taken. Names are taken in their order, so two callers never wait for each other.
 */
export interface Locks {
  /**
   * Works once all names are free. Work may take further names, or the same ones again, if every caller takes them in
   * that order. The signal is given once the names are lost: others may work under them from then on, so nothing that
   * rests on them may be recorded any more.
   * @throws LockTimeout LOCK_TIMEOUT where they do not become free in time: the work has not begun then
   */
  exclusively<Result>(
    names: readonly string[],
    work: (lost: AbortSignal) => Promise<Result>,
  ): Promise<Result>;
  close(): Promise<void>;
}

/** Others worked too long under the same name: the same may be tried again. */
export class LockTimeout extends Error {
  readonly code = 'LOCK_TIMEOUT';

  constructor(names: readonly string[], waitedMs: number) {
    super(`others work under ${names.join(', ')} for more than ${Math.round(waitedMs / 1000)} s: try again`);
    this.name = 'LockTimeout';
  }
}

/** The names were lost while work went on under them: the same may be sent again. */
export class LockLost extends Error {
  readonly code = 'LOCK_LOST';

  constructor() {
    super('the lock was lost before the work under it was recorded: try again');
    this.name = 'LockLost';
  }
}
