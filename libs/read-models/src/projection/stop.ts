/** Why a projection stopped: it never skips what it cannot apply. */
export interface Stopped {
  readonly index: number;
  readonly stream: string;
  readonly type: string;
  readonly message: string;
}

/** The event cannot be applied. Rows and checkpoint stand where they were before it. */
export class ProjectionStopped extends Error {
  constructor(readonly at: Stopped) {
    super(`event ${at.index} (${at.type} in ${at.stream}) cannot be applied: ${at.message}`);
    this.name = 'ProjectionStopped';
  }
}

const AWAY: ReadonlySet<unknown> = new Set(['STORE_AWAY', 'DATABASE_AWAY']);

/** Log, keys or read models cannot be reached just now (`EventStoreError`, `DatabaseError`). */
export const isAway = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && AWAY.has(error.code);

/** What is wrong with the log at one event. */
export class LogFault extends Error {
  constructor(
    readonly code: 'INDEX_GAP' | 'REVISION_GAP' | 'KEY_UNKNOWN' | 'WRONG_STREAM',
    message: string,
  ) {
    super(`${code}: ${message}`);
    this.name = 'LogFault';
  }
}
