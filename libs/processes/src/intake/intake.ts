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

/** An upload that came through its checks. */
interface Passed {
  readonly upload: ReadableUpload;
  readonly heater: KnownHeater;
}
/** One that is refused, or that nobody could look up. */
interface Stopped {
  readonly name: UploadName;
  readonly stop: UploadRefusal | WaitingCode;
}
type Checked = Passed | Stopped;
type Placed = Passed & { readonly place: number };

/** The log could not be read, so nothing is known of the heater: that is no fault of its upload. */
function whyUnanswered(error: unknown): WaitingCode {
  if (!(error instanceof EventStoreError)) throw error;
  return error.code === 'CLOSED' ? 'CLOSED' : 'STORE_AWAY';
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
  receive(candidates: readonly unknown[]): Promise<readonly UploadResult[]> {
    // Not async itself: while requests wait for the log, nothing holds what they were parsed into.
    return this.proceed(candidates.map((candidate) => this.check(candidate)));
  }

  private async proceed(checks: readonly (Checked | Promise<Checked>)[]): Promise<readonly UploadResult[]> {
    // Nothing to wait for is the common case of unsigned, known heaters: no promise per upload then.
    const checked = checks.some((check) => check instanceof Promise)
      ? await Promise.all(checks)
      : (checks as readonly Checked[]);
    const results = new Array<UploadResult>(checks.length);
    const repeats = new Set<number>();
    const tell = ({ place, head }: Pick<Ready, 'place' | 'head'>, outcome: Recorded): void => {
      if (outcome.kind === 'recorded') {
        results[place] = recorded(head);
        if (outcome.repeated) repeats.add(place);
      } else results[place] = this.stopped(head, outcome.kind === 'waits' ? outcome.code : outcome.why);
    };
    const ready = await this.readied(this.grouped(checked, results), tell);
    await recordAll(this.parts.store, ready, tell);
    for (const [place, result] of results.entries()) this.counts.count(result, repeats.has(place));
    return results;
  }

  private check(candidate: unknown): Checked | Promise<Checked> {
    const upload = readUpload(candidate);
    if ('code' in upload) return { name: nameOf(candidate), stop: upload };
    const verdict = authenticate(this.parts.directory, upload);
    const join = (authenticated: Authenticated): Checked =>
      'refusal' in authenticated
        ? { name: upload.head, stop: authenticated.refusal }
        : { upload, heater: authenticated.heater };
    if (!(verdict instanceof Promise)) return join(verdict);
    return verdict.then(join, (error: unknown) => ({ name: upload.head, stop: whyUnanswered(error) }));
  }

  /** Uploads still in the running, by heater in order of the request; the others get their results. */
  private grouped(checked: readonly Checked[], results: UploadResult[]): Map<string, Placed[]> {
    const failed = new Set<string>();
    const byHeater = new Map<string, Placed[]>();
    for (const [place, check] of checked.entries()) {
      const name = 'upload' in check ? check.upload.head : check.name;
      if (name.heater !== null && failed.has(name.heater)) {
        results[place] = notAttempted(name, 'PREVIOUS_FAILED');
      } else if ('upload' in check) {
        const group = byHeater.get(check.upload.head.heater);
        if (group) group.push({ place, ...check });
        else byHeater.set(check.upload.head.heater, [{ place, ...check }]);
      } else {
        results[place] = this.stopped(name, check.stop);
        if (name.heater !== null) failed.add(name.heater);
      }
    }
    return byHeater;
  }

  /** The events of every heater. Where keys have to be made first, only that is waited for. */
  private readied(
    byHeater: ReadonlyMap<string, readonly Placed[]>,
    tell: (ready: Pick<Ready, 'place' | 'head'>, outcome: Recorded) => void,
  ): Ready[][] | Promise<Ready[][]> {
    const ready: Ready[][] = [];
    const waiting: Promise<void>[] = [];
    for (const group of byHeater.values()) {
      const events = this.toReady(group);
      if (!(events instanceof Promise)) ready.push(events);
      else
        waiting.push(
          events.then(
            (sealed) => void ready.push(sealed),
            () => {
              for (const { place, upload } of group)
                tell({ place, head: upload.head }, { kind: 'waits', code: 'KEYS_AWAY' });
            },
          ),
        );
    }
    return waiting.length === 0 ? ready : Promise.all(waiting).then(() => ready);
  }

  private toReady(group: readonly Placed[]): Ready[] | Promise<Ready[]> {
    const keys = group.map(({ heater, upload }) => keyFor(this.parts, heater, upload.head.from));
    const events = (made: readonly (NamedKey | null)[]): Ready[] =>
      group.map(({ place, upload }, at) => ({
        place,
        head: upload.head,
        event: toEvent(upload, made[at]!, this.parts.clock.now(), this.parts.nonce),
      }));
    return keys.some((key) => key instanceof Promise)
      ? Promise.all(keys).then(events)
      : events(keys as (NamedKey | null)[]);
  }

  private stopped(name: UploadName, stop: UploadRefusal | WaitingCode): UploadResult {
    if (typeof stop === 'string') return notAttempted(name, stop);
    if (stop.code !== 'UNKNOWN_HEATER') this.refusals.note(name, stop);
    return refused(name, stop);
  }
}
