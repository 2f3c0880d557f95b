import { setTimeout as delay } from 'node:timers/promises';
import type { AppendOutcome, EventStore } from '#event-store';
import { type AppendGroup, appendGroups } from './append-groups.js';
import { firstDifference, installationOf, type LogSource, readSome } from './compare-logs.js';
import { CopyRefused, copyRefused, type CopyOutcome, type Progress } from './copying.js';
import { LineHash } from './line-hash.js';

export interface LogCopy {
  readonly source: LogSource;
  readonly target: EventStore;
  /** Whether the target keeps the order of the requests of one call: then a batch is one call. */
  readonly ordered: boolean;
  /** Ends the copy cleanly, between two appends. */
  readonly signal: AbortSignal;
  readonly told: (progress: Progress) => void;
}

export interface CopiedLog {
  readonly installation: string;
  /** Events on both sides: those that the source had when the copy began. */
  readonly events: number;
  /** How many of them stood in the target already. */
  readonly found: number;
  /** SHA-256 of their exported lines, the same on both sides. */
  readonly sha256: string;
}

/** A store that is busy or away is asked again, a little later each time: half a minute in all. */
const PAUSES_MS = [100, 200, 400, 800, 1_600, 3_200, 6_400, 12_800] as const;

const INTERRUPTED = Symbol('interrupted');
type Interrupted = typeof INTERRUPTED;

type Appended = Extract<AppendOutcome, { kind: 'appended' }>;

const written = (why: string): CopyRefused =>
  copyRefused(
    'TARGET_WRITTEN',
    '--to',
    `${why}. Something else writes to the target: end it. If it was another copy, run the command again; else empty the target first.`,
  );

function appendedOr(outcome: AppendOutcome | undefined, group: AppendGroup): Appended {
  if (outcome?.kind === 'appended') return outcome;
  if (outcome?.kind === 'conflict')
    throw written(
      `${group.stream} is at revision ${outcome.currentRevision} instead of ${group.expectedRevision}`,
    );
  throw copyRefused(
    outcome?.code ?? 'STORE_AWAY',
    '--to',
    `The target does not take events: ${outcome?.message ?? 'no answer'}. Run the command again; it goes on where it ended.`,
  );
}

/** Appends in order; a retry after a pause is safe, for expected revision and ids say what stands already. */
async function appendPatiently(target: EventStore, groups: readonly AppendGroup[]): Promise<Appended[]> {
  for (let attempt = 0; ; attempt++) {
    const outcomes = await target.append(groups);
    const pauseMs = PAUSES_MS[attempt];
    const wait = outcomes.some(
      (outcome) => outcome.kind === 'failed' && ['OVERLOADED', 'STORE_AWAY'].includes(outcome.code),
    );
    if (!wait || pauseMs === undefined) return groups.map((group, at) => appendedOr(outcomes[at], group));
    await delay(pauseMs);
  }
}

/** One call for all, or one call each, as the target keeps their order; fewer than all once the signal is given. */
async function appendInOrder(copy: LogCopy, groups: readonly AppendGroup[], end: number): Promise<void> {
  const { target, ordered, signal, told } = copy;
  for (const together of ordered ? [groups] : groups.map((group) => [group])) {
    if (signal.aborted) return;
    const last = (await appendPatiently(target, together)).at(-1);
    const lastIndex = together.at(-1)?.lastIndex;
    if (last === undefined || lastIndex === undefined) continue;
    told({ step: 'copying', done: lastIndex + 1, total: end });
    if (together.at(-1) !== groups.at(-1)) continue;
    // Revisions are right already, so the last index tells whether anything else came in between.
    const index = await target.indexOf(last.position);
    if (index !== lastIndex) throw written(`Event ${lastIndex} of the source got index ${index}`);
  }
}

/** What stands in the target must be the same beginning; answers how much of it stands there. */
async function compare(copy: LogCopy, end: number, hash: LineHash): Promise<number | Interrupted> {
  const { source, target, signal, told } = copy;
  const standing = await target.nextIndex();
  if (standing === 0) return 0;
  const [own, other] = [await installationOf(source), await installationOf(target)];
  if (other !== null && own !== other)
    throw copyRefused(
      'TARGET_FOREIGN',
      '--to',
      `It is the log of installation ${other}, the source is ${own}: give an empty target. A ledger that was started on it has named it already.`,
    );
  const to = Math.min(end, standing);
  const first = await firstDifference({
    source,
    target,
    to,
    hash,
    signal,
    told: (done) => told({ step: 'comparing', done, total: to }),
  });
  if (first === null) return INTERRUPTED;
  if (first < standing)
    throw copyRefused(
      'TARGET_DIFFERS',
      '--to',
      first < to
        ? `Event ${first} is another one than in the source: this is no beginning of it. Give an empty target.`
        : `It goes on at event ${first}, where the source ends: it has been written since. Give an empty target.`,
    );
  return standing;
}

async function appendFrom(
  copy: LogCopy,
  from: number,
  end: number,
  hash: LineHash,
): Promise<Interrupted | undefined> {
  const { source, signal } = copy;
  for (let at = from; at < end;) {
    if (signal.aborted) return INTERRUPTED;
    const events = await readSome(source, '--from', at, end);
    await appendInOrder(copy, appendGroups(events), end);
    hash.add(events);
    at += events.length;
  }
  return signal.aborted ? INTERRUPTED : undefined;
}

/** Reads back what was appended. `hash` holds the lines before `from`, which were compared already. */
async function readBack(
  copy: LogCopy,
  from: number,
  end: number,
  hash: LineHash,
): Promise<Interrupted | undefined> {
  const { target, signal, told } = copy;
  for (let at = from; at < end;) {
    if (signal.aborted) return INTERRUPTED;
    const events = await readSome(target, '--to', at, end);
    hash.add(events);
    at += events.length;
    told({ step: 'verifying', done: at - from, total: end - from });
  }
  return undefined;
}

async function copied(copy: LogCopy, end: number): Promise<CopiedLog | Interrupted> {
  const installation = await installationOf(copy.source);
  if (installation === null)
    throw copyRefused(
      'SOURCE_NOT_A_LEDGER',
      '--from',
      'Its first event does not name an installation: give the log of a ledger.',
    );
  const read = new LineHash();
  const found = await compare(copy, end, read);
  if (found === INTERRUPTED) return INTERRUPTED;
  const standsThere = read.fork();
  if ((await appendFrom(copy, found, end, read)) === INTERRUPTED) return INTERRUPTED;
  if ((await readBack(copy, found, end, standsThere)) === INTERRUPTED) return INTERRUPTED;
  const [sha256, there] = [read.hex(), standsThere.hex()];
  const count = await copy.target.nextIndex();
  if (count !== end || sha256 !== there)
    throw written(`The target holds ${count} events with hash ${there}, the source ${end} with ${sha256}`);
  return { installation, events: end, found, sha256 };
}

/**
 * Copies a log into another one: same order, indexes, ids, revisions, instants and text. What stands in the target
 * must be its beginning, and is gone on from. A source that grows meanwhile is copied as far as it went at the start.
 *
 * Refusals: SOURCE_NOT_A_LEDGER, TARGET_FOREIGN, TARGET_DIFFERS, TARGET_WRITTEN, LOG_ENDS_EARLY, and those of an
 * append (STORE_FULL, STORE_AWAY, OVERLOADED, EVENT_TOO_LARGE, CLOSED). Throws EventStoreError as the stores do.
 */
export async function copyLog(copy: LogCopy): Promise<CopyOutcome<CopiedLog>> {
  const end = await copy.source.nextIndex();
  try {
    const result = await copied(copy, end);
    if (result !== INTERRUPTED) return { kind: 'copied', copied: result };
    return { kind: 'interrupted', next: await copy.target.nextIndex(), total: end };
  } catch (fault) {
    if (fault instanceof CopyRefused) return { kind: 'refused', refusal: fault.refusal };
    throw fault;
  }
}
