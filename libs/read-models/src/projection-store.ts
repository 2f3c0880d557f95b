import type { Changes } from './changes.js';
import type { Tables } from './tables.js';

/** The read models stand elsewhere than this projector left them: another one writes them too. */
export class OtherProjector extends Error {
  constructor(expected: number, found: number) {
    super(`the read models stand at event ${found}, not ${expected}: another projector writes them`);
    this.name = 'OtherProjector';
  }
}

/** Days from `fromDay` to `toDay`, both included (UTC days since 1970). */
export interface DaySpan {
  readonly fromDay: number;
  readonly toDay: number;
}

/**
 * Where a projection keeps its rows and its place in the log. Every adapter passes the one contract suite;
 * the fold above does not know which one runs.
 */
export interface ProjectionStore {
  /** Index of the next event to fold. */
  nextIndex(): Promise<number>;
  /** Id of the event folded last, as it was committed; null before any. */
  lastEvent(): Promise<string | null>;
  /**
   * Every fact and cut below this index stands here, whichever partition wrote it: the place of partition 0. Of a
   * store that is projected whole it is the next index.
   */
  sharedIndex(): Promise<number>;
  heaterStates(): Promise<readonly Tables['heater_state'][]>;
  heldSpans(): Promise<readonly Tables['held'][]>;
  cuts(): Promise<readonly Tables['cut'][]>;
  /** Facts in log order from an index on. */
  factsFrom(index: number, limit: number): Promise<readonly Tables['fact'][]>;
  cells(heater: string, days: DaySpan): Promise<readonly Tables['cell'][]>;
  work(heater: string, days: DaySpan): Promise<readonly Tables['work'][]>;
  /** Work of earlier days that was settled only after the cut of this month. */
  workAfter(cut: string, heater: string, beforeDay: number): Promise<readonly Tables['work'][]>;
  touchedSince(index: number): Promise<readonly Tables['touched'][]>;
  /**
   * All or nothing: the rows, and with them the next index and the id of the event before it. Refused with `OtherProjector` unless the store still
   * stands at `fromIndex`: of two projectors on one store one goes on.
   */
  commit(changes: Changes, fromIndex: number, nextIndex: number, lastEvent: string | null): Promise<void>;
  /** Durable from here on at every commit; a rebuild may have written faster. */
  settle(): Promise<void>;
  close(): Promise<void>;
}
