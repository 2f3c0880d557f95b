import { addMonths, localDateAt, monthOf, monthSpan, type ZoneOffsets } from '#domain/calendar';
import { NO_EDGES, type Edges } from '#domain/metering';

/** Ends of local months in the zones recorded. */
class MonthEnds implements Edges {
  /** The last answer: it holds for every instant of [askedMs, nextMs). */
  private askedMs = 0;
  private nextMs = 0;

  constructor(private readonly zones: readonly ZoneOffsets[]) {}

  after(atMs: number): number {
    if (atMs >= this.askedMs && atMs < this.nextMs) return this.nextMs;
    const next = Math.min(...this.zones.map((zone) => endAfter(zone, atMs)));
    [this.askedMs, this.nextMs] = [atMs, next];
    return next;
  }
}

function endAfter(zone: ZoneOffsets, atMs: number): number {
  const month = monthOf(localDateAt(zone, atMs));
  const { toMs } = monthSpan(zone, month);
  return toMs > atMs ? toMs : monthSpan(zone, addMonths(month, 1)).toMs;
}

export const monthEndsIn = (zones: ReadonlyMap<string, ZoneOffsets>): Edges =>
  zones.size === 0 ? NO_EDGES : new MonthEnds([...zones.values()]);
