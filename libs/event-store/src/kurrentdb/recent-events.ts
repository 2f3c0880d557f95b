import type { RecordedEvent } from '#events';

export interface RecentLimits {
  readonly eventsMax: number;
  readonly charactersMax: number;
}

/** The latest events, a stretch without gaps that forgets its beginning. */
export class RecentEvents {
  private events: RecordedEvent[] = [];
  /** Events at the front that are forgotten and not yet cut off. */
  private forgotten = 0;
  private characters = 0;

  constructor(private readonly limits: RecentLimits) {}

  add(event: RecordedEvent): void {
    this.events.push(event);
    this.characters += event.data.length;
    const { eventsMax, charactersMax } = this.limits;
    while (this.events.length - this.forgotten > eventsMax || this.characters > charactersMax) this.forget();
  }

  /** Events from an index on; null where it lies before the stretch. */
  from(index: number, limit: number): readonly RecordedEvent[] | null {
    const first = this.events[this.forgotten];
    if (first === undefined || index < first.index) return null;
    const at = this.forgotten + index - first.index;
    return this.events.slice(at, at + limit);
  }

  private forget(): void {
    this.characters -= this.events[this.forgotten]?.data.length ?? 0;
    this.forgotten += 1;
    if (this.forgotten * 2 < this.events.length) return;
    this.events = this.events.slice(this.forgotten);
    this.forgotten = 0;
  }
}
