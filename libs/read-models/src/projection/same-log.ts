import type { ProjectionStore } from '../projection-store.js';
import type { LogSource } from './log-source.js';
import { ProjectionStopped } from './stop.js';

/** The read models hold events that the log does not: nothing of them can be believed, from event 0 on. */
export class OtherLog extends ProjectionStopped {
  constructor(code: 'LOG_BEHIND_READ_MODELS' | 'LOG_DIFFERS', message: string) {
    super({ index: 0, stream: '', type: '', message });
    this.message = `${code}: ${message}: rebuild the read models (project --rebuild), or give the log that they were made from`;
    this.name = 'OtherLog';
  }
}

/**
 * Makes sure that the event folded last stands in the log where it stood. A log that was put back from an older copy
 * ends before it, or has gone on with another one.
 * Errors: `OtherLog`.
 */
export async function checkSameLog(store: ProjectionStore, log: LogSource): Promise<void> {
  const next = await store.nextIndex();
  if (next === 0) return;
  const folded = await store.lastEvent();
  const there = await log.idAt(next - 1);
  if (there === null)
    throw new OtherLog('LOG_BEHIND_READ_MODELS', `they hold ${next} events, and the log ends before that`);
  if (there !== folded)
    throw new OtherLog(
      'LOG_DIFFERS',
      `event ${next - 1} is ${there} in the log, and was ${folded ?? 'none'} when they were made`,
    );
}
