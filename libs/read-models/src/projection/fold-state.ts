import { FactsFold, emptyFacts, type FactEvent } from '#domain/facts';
import { DAY_MS, monthSpan, type Month } from '#domain/calendar';
import { NO_EDGES, type DayCell, type DayWork, type Edges, type MeteringRules } from '#domain/metering';
import type { Keys } from '#ports/keys';
import { Changes } from '../changes.js';
import { WHOLE, partitionOf, type Partition } from '../partitions.js';
import type { ProjectionStore } from '../projection-store.js';
import type { Tables } from '../tables.js';
import { BodyOpener } from './body-opener.js';
import type { LogSource } from './log-source.js';
import { monthEndsIn } from './month-ends.js';
import { Shelf } from './shelf.js';
import { EdgesOfHeaters } from './window-edges.js';

/** Where an event stands, without its data. */
export interface Place {
  readonly index: number;
  readonly stream: string;
  readonly revision: number;
  readonly version: number;
  readonly recordedAt: number;
}

/**
 * What the fold has in memory: all facts, one shelf per heater of its partition, and what is not written yet.
 * Only partition 0 writes what is of no heater.
 */
export class FoldState {
  readonly facts = new FactsFold();
  readonly shelves = new Map<string, Shelf>();
  readonly changed = new Set<Shelf>();
  readonly opener: BodyOpener;
  readonly edges = new EdgesOfHeaters();
  changes = new Changes();
  cuts: Tables['cut'][] = [];
  /** What the next cut looks at to seal earlier months anew; empty before the first. */
  factsSinceCut: FactEvent[] = [];
  /** Days fetched since the last commit: they stay in memory until the next. */
  daysLoaded = 0;
  /** Rules by the index from which they hold. */
  private readonly rules: { readonly index: number; readonly rules: MeteringRules }[] = [
    { index: -1, rules: emptyFacts.rules },
  ];
  private monthEnds: Edges = NO_EDGES;
  private touchedRows = new Map<string, Tables['touched']>();

  constructor(
    readonly store: ProjectionStore,
    readonly log: LogSource,
    keys: Keys,
    readonly partition: Partition = WHOLE,
  ) {
    this.opener = new BodyOpener(keys);
  }

  /** Whether rows of no heater are written here. */
  get keepsShared(): boolean {
    return this.partition.number === 0;
  }

  isOwn(heater: string): boolean {
    return partitionOf(heater, this.partition.of) === this.partition.number;
  }

  /** The last month cut; '' before any. */
  get lastCut(): string {
    return this.cuts.at(-1)?.period ?? '';
  }

  get rulesNow(): MeteringRules {
    return this.rules.at(-1)!.rules;
  }

  rulesAt(index: number): MeteringRules {
    return this.rules.findLast((one) => one.index < index)!.rules;
  }

  private setRules(index: number, rules: MeteringRules): void {
    this.rules.push({ index, rules });
  }

  /** Takes in a fact, of whichever heater: what it says of prices, places and rules concerns every partition. */
  remember(event: FactEvent, index: number): void {
    this.facts.apply(event);
    this.edges.remember(event);
    const cut = this.cuts.at(-1);
    if (cut !== undefined && index > cut.idx) this.factsSinceCut.push(event);
    if (event.type === 'MeteringRulesSet') this.setRules(index, event.data);
    if (event.type === 'ZoneOffsetsRecorded') this.takeZones();
  }

  /** Of a heater of this partition. */
  shelf(heater: string): Shelf {
    let shelf = this.shelves.get(heater);
    if (shelf === undefined) {
      this.shelves.set(heater, (shelf = new Shelf(heater)));
      shelf.book.closedBefore = this.closedBefore();
      shelf.meter.monthEnds = this.monthEnds;
    }
    return shelf;
  }

  /** Days from `day` on stand in memory before they are folded into. Null: they do already. */
  load(shelf: Shelf, day: number): Promise<void> | null {
    return day >= shelf.book.loadedFrom ? null : this.loadDays(shelf, day);
  }

  private async loadDays(shelf: Shelf, fromDay: number): Promise<void> {
    this.daysLoaded += Math.max(0, Math.min(shelf.book.loadedFrom, shelf.book.newestDay + 1) - fromDay);
    const days = { fromDay, toDay: shelf.book.loadedFrom - 1 };
    const cells = await this.store.cells(shelf.heater, days);
    const work = await this.store.work(shelf.heater, days);
    shelf.takeDays(
      fromDay,
      cells.map((row) => JSON.parse(row.data) as DayCell),
      work.map((row) => JSON.parse(row.data) as DayWork),
    );
  }

  /** Notes what an event changed on a shelf. */
  noteChange(shelf: Shelf, index: number): void {
    const { book } = shelf;
    if (!shelf.changed) {
      shelf.changed = true;
      this.changed.add(shelf);
    }
    if (book.heldChanged) shelf.noteHeld(index);
    if (book.closedDays === null) return;
    for (const day of book.closedDays)
      this.touchedRows.set(`${shelf.heater}/${day}`, { heater: shelf.heater, day, idx: index });
    book.closedDays = null;
  }

  /** Offsets of a zone are known: months end by them, and so does what is kept of them. */
  private takeZones(): void {
    this.monthEnds = monthEndsIn(this.facts.current.zones);
    for (const { meter } of this.shelves.values()) meter.monthEnds = this.monthEnds;
    this.cutMonths(this.cuts);
  }

  /** A month is cut: days in it that change from here on are told apart. */
  cutMonths(cuts: Tables['cut'][]): void {
    this.cuts = cuts;
    const before = this.closedBefore();
    for (const { book } of this.shelves.values()) book.closedBefore = before;
  }

  private closedBefore(): number {
    return this.lastCut === '' ? Number.NEGATIVE_INFINITY : this.daysOf(this.lastCut).toDay + 1;
  }

  /** UTC days that a local month touches, in any zone there is. */
  daysOf(month: Month): { readonly fromDay: number; readonly toDay: number } {
    const spans = [...this.facts.current.zones.values()].map((zone) => monthSpan(zone, month));
    const from = Math.min(...spans.map((span) => span.fromMs), Date.parse(`${month}-01T00:00:00Z`));
    const to = Math.max(...spans.map((span) => span.toMs));
    const end = Number.isFinite(to) ? to : from + 32 * DAY_MS;
    return { fromDay: Math.floor(from / DAY_MS), toDay: Math.ceil(end / DAY_MS) - 1 };
  }

  takeTouched(): Tables['touched'][] {
    const rows = [...this.touchedRows.values()];
    this.touchedRows = new Map();
    return rows;
  }
}
