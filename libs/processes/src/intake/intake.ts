import { EventStoreError, type EventStore } from '#event-store';
import type { NamedKey } from '#events';
import type { Clock } from '#ports/clock';
import type { Keys } from '#ports/keys';
import { authenticate, type Authenticated } from './authenticate.js';
import { IntakeCounts } from './counts.js';
import type { HeaterDirectory, KnownHeater } from './heater-directory.js';
import { nameOf, readUpload, type ReadableUpload } from './read-upload.js';
import { recordAll, type Ready, type Recorded } from './record.js';
import { RefusalLog } from './refusal-log.js';
import { notAttempted, recorded, refused, type UploadName, type UploadResult } from './results.js';
import type { UploadRefusal, WaitingCode } from './refusals.js';
import { keyFor, toEvent } from './to-event.js';

export interface IntakeParts {
  readonly store: EventStore;
  readonly directory: HeaterDirectory;
  readonly keys: Keys;
  readonly clock: Clock;
  /** Twelve bytes per sealed body; a seeded source makes a demonstration repeatable. */
  readonly nonce?: () => Uint8Array;
}

/** An upload that came through its checks, with its place in the request. */
interface Passed {
  readonly upload: ReadableUpload;
  readonly heater: KnownHeater;
}
/** Or one that nobody could look up. */
interface Unanswered {
  readonly waits: WaitingCode;
}
type Checked = UploadRefusal | Passed | Unanswered;
type Placed = Passed & { readonly place: number };

/** The log could not be read, so nothing is known of the heater: that is no fault of its upload. */
function unanswered(error: unknown): Unanswered {
  if (!(error instanceof EventStoreError)) throw error;
  return { waits: error.code === 'CLOSED' ? 'CLOSED' : 'STORE_AWAY' };
}

/** The way of an upload into the log: read, authenticated, sealed, appended, answered once durable. */
export class Intake {
  readonly counts = new IntakeCounts();
  readonly refusals: RefusalLog;

  constructor(private readonly parts: IntakeParts) {
    this.refusals = new RefusalLog(parts.store, parts.clock, parts.directory);
  }

  /**
   * One result per upload, in order. After a failure of a heater its later uploads of the same request are
   * not attempted; other heaters go on. Whatever is `recorded` is durable.
   */
  async receive(candidates: readonly unknown[]): Promise<readonly UploadResult[]> {
    const checked = candidates.map((candidate) => this.check(candidate));
    // Nothing to wait for is the common case of unsigned, known heaters: no promise per upload then.
    const settled = checked.some((check) => check instanceof Promise)
      ? await Promise.all(checked)
      : (checked as Checked[]);
    const results = new Array<UploadResult>(candidates.length);
    const repeats = new Set<number>();
    const waiting: Promise<void>[] = [];
    const tell = ({ place, upload }: Placed, outcome: Recorded): void => {
      if (outcome.kind === 'recorded') {
        results[place] = recorded(upload.head);
        if (outcome.repeated) repeats.add(place);
      } else if (outcome.kind === 'waits') results[place] = notAttempted(upload.head, outcome.code);
      else results[place] = this.refuse(upload.head, outcome.why);
    };
    const ready: Ready[][] = [];
    for (const group of this.grouped(candidates, settled, results).values()) {
      const events = this.toReady(group);
      if (!(events instanceof Promise)) ready.push(events);
      else
        waiting.push(
          events.then(
            (sealed) => void ready.push(sealed),
            () => group.forEach((placed) => tell(placed, { kind: 'waits', code: 'KEYS_AWAY' })),
          ),
        );
    }
    if (waiting.length > 0) await Promise.all(waiting);
    await recordAll(this.parts.store, ready, tell);
    for (const [place, result] of results.entries()) this.counts.count(result, repeats.has(place));
    return results;
  }

  private check(candidate: unknown): Checked | Promise<Checked> {
    const upload = readUpload(candidate);
    if ('code' in upload) return upload;
    const verdict = authenticate(this.parts.directory, upload);
    const join = (authenticated: Authenticated): Checked =>
      'refusal' in authenticated ? authenticated.refusal : { upload, heater: authenticated.heater };
    return verdict instanceof Promise ? verdict.then(join, unanswered) : join(verdict);
  }

  /** Uploads still in the running, by heater in order of the request; the others get their results. */
  private grouped(
    candidates: readonly unknown[],
    checked: readonly Checked[],
    results: UploadResult[],
  ): Map<string, Placed[]> {
    const failed = new Set<string>();
    const byHeater = new Map<string, Placed[]>();
    for (const [place, check] of checked.entries()) {
      const name = 'upload' in check ? check.upload.head : nameOf(candidates[place]);
      if (name.heater !== null && failed.has(name.heater)) {
        results[place] = notAttempted(name, 'PREVIOUS_FAILED');
      } else if ('upload' in check) {
        const group = byHeater.get(check.upload.head.heater);
        if (group) group.push({ place, ...check });
        else byHeater.set(check.upload.head.heater, [{ place, ...check }]);
      } else {
        results[place] = 'waits' in check ? notAttempted(name, check.waits) : this.refuse(name, check);
        if (name.heater !== null) failed.add(name.heater);
      }
    }
    return byHeater;
  }

  /** The events of one heater; a promise where a key has to be made first. */
  private toReady(group: readonly Placed[]): Ready[] | Promise<Ready[]> {
    const keys = group.map(({ heater, upload }) => keyFor(this.parts.keys, heater, upload.head.from));
    const events = (made: readonly (NamedKey | null)[]): Ready[] =>
      group.map((placed, at) => ({
        ...placed,
        event: toEvent(placed.upload, made[at]!, this.parts.clock.now(), this.parts.nonce),
      }));
    return keys.some((key) => key instanceof Promise)
      ? Promise.all(keys).then(events)
      : events(keys as (NamedKey | null)[]);
  }

  private refuse(name: UploadName, why: UploadRefusal): UploadResult {
    if (why.code !== 'UNKNOWN_HEATER') this.refusals.note(name, why);
    return refused(name, why);
  }
}
