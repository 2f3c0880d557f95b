import { FactsFold, isFactType, type FactEvent, type Facts } from '#domain/facts';
import { readEvent, type RecordedEvent } from '#events';
import type { EventStore } from '#event-store';

const BATCH_EVENTS = 1000;

type StoredFact = Pick<RecordedEvent, 'index' | 'type' | 'version' | 'data'>;

/** How far read models are: below `next`, the id of the event before it with it; null where there is none. */
export interface ModelsPlace {
  readonly next: number;
  readonly lastEvent: string | null;
}

/** Whether the event that was projected last stands in the log where it stood. */
export async function isPlaceIn(store: EventStore, { next, lastEvent }: ModelsPlace): Promise<boolean> {
  if (next === 0) return true;
  const [last] = (await store.readAll(next - 1, 1)).events;
  return last !== undefined && last.id === lastEvent;
}

/** Facts that were set apart from the log already, so that telemetry need not be read to find them. */
export interface ProjectedFacts {
  /** Every fact below it is among them. */
  place(): Promise<ModelsPlace>;
  /** Ascending by index, from one index up to but without another; at most `limit`. */
  between(from: number, until: number, limit: number): Promise<readonly StoredFact[]>;
}

/**
 * The facts as they stand in the log now: for what a command asks across streams (who lives in a dwelling,
 * whose contract this is). Goes on from where it stopped: first over what is projected, then over the log's end.
 */
export class LogFacts {
  private readonly fold = new FactsFold();
  private nextIndex = 0;
  private reading: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: EventStore,
    private readonly projected: ProjectedFacts | null = null,
  ) {}

  /** Facts that hold everything recorded before the call. Look at them before awaiting anything else. */
  async current(): Promise<Facts> {
    const until = await this.store.nextIndex();
    this.reading = this.reading.catch(() => undefined).then(() => this.readUntil(until));
    await this.reading;
    return this.fold.current;
  }

  private async readUntil(until: number): Promise<void> {
    if (this.projected !== null && this.nextIndex < until) await this.readProjected(this.projected);
    while (this.nextIndex < until) {
      const { events, next } = await this.store.readAll(this.nextIndex, BATCH_EVENTS);
      if (next === this.nextIndex) return;
      this.take(events, next);
    }
  }

  private async readProjected(projected: ProjectedFacts): Promise<void> {
    const place = await projected.place();
    const until = place.next;
    // What was projected from another log, or from more than is left of this one, is not of this ledger.
    if (until <= this.nextIndex || !(await isPlaceIn(this.store, place))) return;
    while (this.nextIndex < until) {
      const facts = await projected.between(this.nextIndex, until, BATCH_EVENTS);
      const last = facts.at(-1);
      this.take(facts, facts.length < BATCH_EVENTS || last === undefined ? until : last.index + 1);
    }
  }

  private take(events: readonly StoredFact[], next: number): void {
    for (const event of events) {
      if (isFactType(event.type)) this.fold.apply(readEvent(event) as FactEvent);
    }
    this.nextIndex = next;
  }
}
