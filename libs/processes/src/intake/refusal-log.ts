import type { EventStore } from '#event-store';
import { derivedId, makeEvent, readEvent, type UploadRefused } from '#events';
import type { Clock } from '#ports/clock';
import type { HeaterDirectory } from './heater-directory.js';
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

interface Remembered {
  readonly written: Set<string>;
  hour: number;
  writtenThisHour: number;
}

const keyOf = ({ epoch, number, code }: UploadRefused['data']): string => `${epoch}/${number}/${code}`;

/**
 * Writes the first refusal per heater, number and code to `metering-<heater>`, so that operators see why a
 * heater is stuck. It never delays or fails the answer to a heater, and a flood cannot fill the log.
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
    const now = this.clock.now();
    if (remembered.written.has(keyOf(data)) || !this.mayWrite(remembered, now)) return;
    const stream = `metering-${data.heater}`;
    const id = derivedId(`refused/${data.heater}/${keyOf(data)}`);
    const meta = { id, recordedAt: now, actor: 'process:intake', commandId: id, causation: null };
    const event = makeEvent({ type: 'UploadRefused', data }, meta);
    let expectedRevision = (await this.store.readStreamBackwards(stream, null, 1))[0]?.revision ?? -1;
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const [outcome] = await this.store.append([{ stream, expectedRevision, events: [event] }]);
      if (outcome?.kind !== 'conflict') {
        if (outcome?.kind === 'appended') remembered.written.add(keyOf(data));
        return;
      }
      expectedRevision = outcome.currentRevision;
    }
  }

  private mayWrite(remembered: Remembered, nowMs: number): boolean {
    const hour = Math.floor(nowMs / HOUR_MS);
    if (remembered.hour !== hour) {
      remembered.hour = hour;
      remembered.writtenThisHour = 0;
    }
    remembered.writtenThisHour += 1;
    return remembered.writtenThisHour <= this.limits.perHeaterAndHour;
  }

  private async remember(heater: string): Promise<Remembered> {
    const written = new Set<string>();
    for (const recorded of await this.store.readStreamBackwards(`metering-${heater}`, null, LOOK_BACK)) {
      const event = readEvent(recorded);
      if (event.type === 'UploadRefused') written.add(keyOf(event.data));
    }
    const remembered = { written, hour: -1, writtenThisHour: 0 };
    this.heaters.set(heater, remembered);
    if (this.heaters.size > this.limits.heatersMax) {
      const oldest = this.heaters.keys().next();
      if (!oldest.done) this.heaters.delete(oldest.value);
    }
    return remembered;
  }
}
