import type { AppendOutcome, EventStore } from '#event-store';
import { derivedId, makeEvent, readEvent, type UploadRefused } from '#events';
import type { Clock } from '#ports/clock';
import type { HeaterDirectory } from './heater-directory.js';
import { readWholeStream } from './read-whole-stream.js';
import type { UploadRefusal } from './refusals.js';
import type { UploadName } from './results.js';

export interface RefusalLogLimits {
  /** Refusals written per heater and hour; more are only counted. */
  readonly perHeaterAndHour: number;
  /** Heaters remembered, and refusals waiting to be written. */
  readonly heatersMax: number;
}

const HOUR_MS = 3_600_000;
/** How far back a heater's stream is searched for refusals already written, after a start. */
const LOOK_BACK = 500;
const ATTEMPTS = 5;

/** What a heater's stream says, whoever wrote it. */
interface Remembered {
  readonly written: Set<string>;
  /** Refusals of the hour (since 1970) in which the last was written. */
  hour: number;
  writtenThisHour: number;
  /** Where the stream is read on. */
  nextRevision: number;
}

const streamOf = (heater: string): string => `metering-${heater}`;
const hourOf = (ms: number): number => Math.floor(ms / HOUR_MS);
const keyOf = ({ epoch, number, code }: UploadRefused['data']): string => `${epoch}/${number}/${code}`;

/**
 * Writes the first refusal per heater, number and code to `metering-<heater>`, so that operators see why a
 * heater is stuck. It never delays or fails the answer to a heater, and a flood cannot fill the log, through however
 * many processes it comes.
 */
export class RefusalLog {
  private readonly heaters = new Map<string, Remembered>();
  private queue: Promise<void> = Promise.resolve();
  private waiting = 0;

  constructor(
    private readonly store: EventStore,
    private readonly clock: Clock,
    private readonly directory: HeaterDirectory,
    private readonly limits: RefusalLogLimits = { perHeaterAndHour: 10, heatersMax: 10_000 },
  ) {}

  /** Takes note of a refusal; one of a heater that does not exist is passed over. */
  note(name: UploadName, why: UploadRefusal): void {
    const { heater, epoch, number } = name;
    if (heater === null || epoch === null || number === null) return;
    if (this.waiting >= this.limits.heatersMax) return;
    const data = { heater, epoch, number, code: why.code, field: why.field.slice(0, 200) || 'upload' };
    if (this.heaters.get(heater)?.written.has(keyOf(data))) return;
    this.waiting += 1;
    this.queue = this.queue
      .then(() => this.write(data))
      // The refusal was answered; the heater will send again and be refused again.
      .catch(() => undefined)
      .finally(() => {
        this.waiting -= 1;
      });
  }

  /** Resolves when what was noted so far is written. */
  settled(): Promise<void> {
    return this.queue;
  }

  private async write(data: UploadRefused['data']): Promise<void> {
    const known = this.directory.peek(data.heater) ?? (await this.directory.refresh(data.heater));
    if (known === null) return;
    const remembered = this.heaters.get(data.heater) ?? (await this.remember(data.heater));
    const passedOver = (): boolean => remembered.written.has(keyOf(data)) || !this.mayWrite(remembered);
    for (let attempt = 0; attempt < ATTEMPTS && !passedOver(); attempt += 1) {
      await this.readOn(data.heater, remembered);
      if (passedOver()) return;
      const outcome = await this.append(data, remembered.nextRevision - 1);
      if (outcome?.kind === 'appended') remembered.written.add(keyOf(data));
      if (outcome?.kind !== 'conflict') return;
    }
  }

  private async append(
    data: UploadRefused['data'],
    expectedRevision: number,
  ): Promise<AppendOutcome | undefined> {
    const id = derivedId(`refused/${data.heater}/${keyOf(data)}`);
    const recordedAt = this.clock.now();
    const meta = { id, recordedAt, actor: 'process:intake', commandId: id, causation: null };
    const event = makeEvent({ type: 'UploadRefused', data }, meta);
    const [outcome] = await this.store.append([
      { stream: streamOf(data.heater), expectedRevision, events: [event] },
    ]);
    return outcome;
  }

  private mayWrite({ hour, writtenThisHour }: Remembered): boolean {
    return hour !== hourOf(this.clock.now()) || writtenThisHour < this.limits.perHeaterAndHour;
  }

  private async remember(heater: string): Promise<Remembered> {
    const [last] = await this.store.readStreamBackwards(streamOf(heater), null, 1);
    const nextRevision = Math.max(0, (last?.revision ?? -1) + 1 - LOOK_BACK);
    const remembered = { written: new Set<string>(), hour: -1, writtenThisHour: 0, nextRevision };
    this.heaters.set(heater, remembered);
    if (this.heaters.size > this.limits.heatersMax) {
      const oldest = this.heaters.keys().next();
      if (!oldest.done) this.heaters.delete(oldest.value);
    }
    return remembered;
  }

  /** What was written since, here or by another process. */
  private async readOn(heater: string, remembered: Remembered): Promise<void> {
    for await (const recorded of readWholeStream(this.store, streamOf(heater), remembered.nextRevision)) {
      remembered.nextRevision = recorded.revision + 1;
      const event = readEvent(recorded);
      if (event.type !== 'UploadRefused') continue;
      remembered.written.add(keyOf(event.data));
      const hour = hourOf(recorded.recordedAt);
      remembered.writtenThisHour = hour === remembered.hour ? remembered.writtenThisHour + 1 : 1;
      remembered.hour = hour;
    }
  }
}
