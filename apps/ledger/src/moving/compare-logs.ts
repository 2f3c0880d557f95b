import { exportLine, type RecordedEvent } from '#events';
import type { Batch } from '#event-store';
import { copyRefused } from './copying.js';
import type { LineHash } from './line-hash.js';

/** A log that is only read. */
export interface LogSource {
  readAll(fromIndex: number, limit: number): Promise<Batch>;
  nextIndex(): Promise<number>;
  close(): Promise<void>;
}

/** Events read at once: about half a megabyte of uploads. */
export const BATCH_EVENTS = 500;

/** Events from an index on, at least one. */
export async function readSome(
  log: LogSource,
  field: string,
  from: number,
  to: number,
): Promise<readonly RecordedEvent[]> {
  const { events } = await log.readAll(from, Math.min(BATCH_EVENTS, to - from));
  if (events.length === 0)
    throw copyRefused(
      'LOG_ENDS_EARLY',
      field,
      `It held ${to} events and now ends at ${from}: look at its store.`,
    );
  return events;
}

/** The installation that event 0 names; null where this is no log of a ledger. */
export async function installationOf(log: LogSource): Promise<string | null> {
  const [first] = (await log.readAll(0, 1)).events;
  if (first?.type !== 'InstallationNamed') return null;
  return (JSON.parse(first.data) as { readonly installation: string }).installation;
}

interface Comparison {
  readonly source: LogSource;
  readonly target: LogSource;
  readonly to: number;
  /** Takes in the lines of the source, as far as both are the same. */
  readonly hash: LineHash;
  readonly signal: AbortSignal;
  readonly told: (done: number) => void;
}

/**
 * Index of the first event that is not the same on both sides, line by line from 0; `to` where all are.
 * Null where the signal was given first.
 */
export async function firstDifference(comparison: Comparison): Promise<number | null> {
  const { source, target, to, hash, signal, told } = comparison;
  for (let at = 0; at < to;) {
    if (signal.aborted) return null;
    const [here, there] = await Promise.all([
      readSome(source, '--from', at, to),
      readSome(target, '--to', at, to),
    ]);
    const both = Math.min(here.length, there.length);
    const same = here.slice(0, both);
    const differing = same.findIndex((event, offset) => {
      const other = there[offset];
      return other === undefined || exportLine(event) !== exportLine(other);
    });
    if (differing >= 0) return at + differing;
    hash.add(same);
    at += both;
    told(at);
  }
  return to;
}
