import { PAGE_EVENTS, type EventFilter } from './event-filter.js';
import { BEFORE_ALL, comparePlaces, indexFrom, placeOf, type LogPosition } from './log-position.js';
import { invalidPosition } from './refusals.js';
import type { Sender } from './sender.js';
import type { Served } from './served.js';
import type { LogRecord, ServerLog } from './server-log.js';
import { CAUGHT_UP, checkpointMessage, FELL_BEHIND } from './wire.js';

const BEGINNING: LogPosition = { commit: 0, prepare: 0 };

/** One subscription to `$all`; checkpoints are said with a filter only. */
class AllSubscription {
  /** The place of the event or checkpoint that was said last: only what stands after it is said. */
  private place: LogPosition;
  private saidCheckpoint: LogPosition = BEFORE_ALL;
  private readonly log: ServerLog;

  constructor(
    private readonly served: Served,
    private readonly sender: Sender,
    place: LogPosition | 'end',
    private readonly filter: EventFilter | null,
  ) {
    this.log = served.log;
    this.place = place === 'end' ? this.lastPlace() : place;
  }

  /** A place past the end of the log is taken as it is: nothing comes until the log has grown beyond it. */
  async follow(fallen: () => AbortSignal): Promise<void> {
    const { signal } = this.sender;
    let behind = comparePlaces(this.place, this.lastPlace()) < 0 || this.log.lastPosition < 0;
    while (!signal.aborted) {
      if (behind) await this.catchUp();
      await this.sender.send(CAUGHT_UP);
      await this.goLive(fallen());
      behind = true;
      if (signal.aborted) return;
      if (this.served.saysFellBehind) await this.sender.send(FELL_BEHIND);
      await this.checkpoint();
    }
  }

  private recordAt(position: number): LogRecord | undefined {
    const record = this.log.records[this.log.indexAt(position)];
    return record !== undefined && record.position <= this.served.horizon() ? record : undefined;
  }

  private lastPlace(): LogPosition {
    const last = this.log.records[this.log.indexAt(this.served.horizon() + 1) - 1];
    return last === undefined ? BEFORE_ALL : placeOf(last);
  }

  private async checkpoint(): Promise<void> {
    if (this.filter === null || this.place.commit < 0) return;
    if (comparePlaces(this.place, this.saidCheckpoint) <= 0) return;
    this.saidCheckpoint = this.place;
    await this.sender.send(checkpointMessage(this.place));
  }

  /** Pages of the log up to its end, where a checkpoint is said in any case. */
  private async catchUp(): Promise<void> {
    let from: LogPosition = comparePlaces(this.place, BEGINNING) < 0 ? BEGINNING : this.place;
    let looked = 0;
    while (!this.sender.signal.aborted) {
      const page = await this.page(from);
      if (comparePlaces(this.place, from) < 0 && comparePlaces(from, page.next) < 0) this.place = from;
      looked += page.looked;
      if (page.isEnd) {
        if (comparePlaces(this.place, BEGINNING) < 0 && comparePlaces(BEGINNING, page.next) < 0)
          this.place = BEGINNING;
        return this.checkpoint();
      }
      if (this.filter !== null && looked >= this.filter.checkpointInterval) {
        looked %= this.filter.checkpointInterval;
        await this.checkpoint();
      }
      from = page.next;
    }
  }

  /** Says the events of one page; it ends after so many said or looked at. */
  private async page(
    from: LogPosition,
  ): Promise<{ readonly next: LogPosition; readonly looked: number; readonly isEnd: boolean }> {
    const { records } = this.log;
    const first = indexFrom(this.log, from);
    if (first === null) throw invalidPosition();
    const window = this.filter?.window ?? Number.POSITIVE_INFINITY;
    const end = this.log.indexAt(this.served.horizon() + 1);
    let said = 0;
    let at = first;
    for (; at < end && said < PAGE_EVENTS && at - first < window; at++) {
      const record = records[at]!;
      if (this.filter !== null && !this.filter.shows(record)) continue;
      said++;
      if (comparePlaces(placeOf(record), this.place) <= 0) continue;
      await this.sender.event(record);
      this.place = placeOf(record);
    }
    const next = at <= first ? from : { commit: records[at - 1]!.end, prepare: 0 };
    const isEnd = at >= end && said < PAGE_EVENTS && at - first < window;
    return { next, looked: at - first, isEnd };
  }

  /** Says what is appended, until the reader has gone or fell behind. */
  private async goLive(behind: AbortSignal): Promise<void> {
    const either = AbortSignal.any([this.sender.signal, behind]);
    let seen = this.place.commit;
    let looked = 0;
    while (!either.aborted) {
      const grown = this.log.grown(either);
      // Looked up anew after each: scavenging may have moved what follows.
      for (let record = this.recordAt(seen); record !== undefined; record = this.recordAt(seen)) {
        seen = record.end;
        if (comparePlaces(placeOf(record), this.place) <= 0) continue;
        looked++;
        if (this.filter === null || this.filter.shows(record)) {
          await this.sender.event(record);
          this.place = placeOf(record);
        }
        if (this.filter === null || looked < this.filter.checkpointInterval) continue;
        looked = 0;
        this.place = placeOf(record);
        await this.checkpoint();
      }
      await grown;
    }
  }
}

/** Follows `$all` after a place. */
export const followAll = (
  served: Served,
  sender: Sender,
  place: LogPosition | 'end',
  filter: EventFilter | null,
  fallen: () => AbortSignal,
): Promise<void> => new AllSubscription(served, sender, place, filter).follow(fallen);
