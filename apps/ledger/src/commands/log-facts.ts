import { FactsFold, isFactType, type FactEvent, type Facts } from '#domain/facts';
import { readEvent } from '#events';
import type { EventStore } from '#event-store';

const BATCH_EVENTS = 1000;

/** Facts to begin with, and the index of the first event that they do not hold. */
export interface FactsSeed {
  readonly facts: Facts;
  readonly nextIndex: number;
}

/**
 * The facts as they stand in the log now: for what a command asks across streams (who lives in a dwelling,
 * whose contract this is). Reads on from where it stopped; telemetry in between is passed over.
 */
export class LogFacts {
  private fold: FactsFold | null = null;
  private nextIndex = 0;
  private reading: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: EventStore,
    private readonly seed: () => Promise<FactsSeed | null> = () => Promise.resolve(null),
  ) {}

  /** Facts that hold everything recorded before the call. The next call may change what this one answered. */
  async current(): Promise<Facts> {
    const until = await this.store.nextIndex();
    this.reading = this.reading.catch(() => undefined).then(() => this.readUntil(until));
    await this.reading;
    return (this.fold ??= new FactsFold()).current;
  }

  private async readUntil(until: number): Promise<void> {
    if (this.fold === null) {
      const seed = await this.seed();
      this.fold = new FactsFold(seed?.facts);
      this.nextIndex = seed?.nextIndex ?? 0;
    }
    while (this.nextIndex < until) {
      const { events, next } = await this.store.readAll(this.nextIndex, BATCH_EVENTS);
      for (const recorded of events) {
        if (!isFactType(recorded.type)) continue;
        this.fold.apply(readEvent(recorded) as FactEvent);
      }
      if (next === this.nextIndex) return;
      this.nextIndex = next;
    }
  }
}
