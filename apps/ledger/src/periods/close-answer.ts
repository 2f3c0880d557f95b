import type { ClosedPeriod } from '#processes/closing';
import type { CloseAndFiles, ClosedFiles } from './close-runs.js';

/** A close is done; `events` are its cut and its seal, `closed` what it came to. */
export interface CloseAnswer {
  readonly command: 'close-period';
  readonly commandId: string;
  readonly status: 'done';
  readonly events: ClosedPeriod['events'];
  readonly position: number;
  readonly closed: Omit<ClosedPeriod, 'status' | 'events'> & ClosedFiles;
}

/** A close goes on; `progress` says how far it is, and what it came to. */
export interface CloseAccepted {
  readonly command: 'close-period';
  readonly commandId: string;
  readonly status: 'accepted';
  readonly progress: string;
}

export function closeAnswer(
  commandId: string,
  outcome: Extract<CloseAndFiles, { status: 'closed' }>,
): CloseAnswer {
  const { status: _closed, events, position, ...closed } = outcome;
  return { command: 'close-period', commandId, status: 'done', events, position, closed };
}
