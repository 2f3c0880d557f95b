import { EventStoreError } from '../errors.js';

/** Settings by which a server forgets events of a stream: number, age in seconds, first revision that is kept. */
const FORGETTING = ['$maxCount', '$maxAge', '$tb'] as const;

/** The settings of a stream by which it loses events, as text; null where it keeps them all. */
export function forgettingOf(settings: unknown): string | null {
  if (typeof settings !== 'object' || settings === null) return null;
  const set = FORGETTING.filter((name) => (settings as Record<string, unknown>)[name] !== undefined);
  return set.length === 0 ? null : set.join(', ');
}

export const truncated = (stream: string, why: string): EventStoreError =>
  new EventStoreError(
    'LOG_TRUNCATED',
    `stream ${stream} ${why}: the log is no longer whole, so places in it cannot be counted. Remove such settings, or restore the log from a backup`,
  );
