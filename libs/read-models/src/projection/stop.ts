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
