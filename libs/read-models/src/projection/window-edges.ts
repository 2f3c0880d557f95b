import {
  HALF_HOUR_MS,
  addDays,
  instantAt,
  localDateAt,
  type LocalDate,
  type ZoneOffsets,
} from '#domain/calendar';
import { timetable, type MeterTerms } from '#domain/electricity-tariffs';
import type { FactEvent, Facts, Placement, SupplyPointFacts } from '#domain/facts';
import { NO_EDGES, type Edges } from '#domain/metering';

/** Few: telemetry comes day after day, and there are as many supply points as homes. */
const DAYS_KEPT = 4;
/** Days looked through for the next edge. */
const DAYS_AHEAD = 2;
const NO_COLOURS = new Map<LocalDate, never>();
/** Before any option was set anew, that of the registration. */
const EARLIEST = '0000-01-01';

/**
 * Where the windows of one supply point begin and end, day by day in its zone. Only edges inside half-hours matter;
 * where there are none for days, the end of a local day stands in for the next one.
 */
class WindowEdges implements Edges {
  private readonly days = new Map<LocalDate, readonly number[]>();
  private readonly terms: MeterTerms;
  /** The last answer: it holds for every instant of [askedMs, nextMs). */
  private askedMs = 0;
  private nextMs = 0;

  constructor(
    { registered, options, windows }: SupplyPointFacts,
    private readonly zone: ZoneOffsets,
  ) {
    this.terms = { options: [{ ...registered, from: EARLIEST }, ...options], windows };
  }

  after(atMs: number): number {
    if (atMs >= this.askedMs && atMs < this.nextMs) return this.nextMs;
    this.nextMs = this.search(atMs);
    this.askedMs = atMs;
    return this.nextMs;
  }

  private search(atMs: number): number {
    let day = localDateAt(this.zone, atMs);
    for (let days = 0; ; days++, day = addDays(day, 1)) {
      const edge = this.edgesOf(day).find((one) => one > atMs);
      if (edge !== undefined) return edge;
      const endMs = instantAt(this.zone, addDays(day, 1));
      if (days >= DAYS_AHEAD && endMs > atMs) return endMs;
    }
  }

  /** Edges inside half-hours of one local day, ascending. */
  private edgesOf(day: LocalDate): readonly number[] {
    let edges = this.days.get(day);
    if (edges !== undefined) return edges;
    if (this.days.size >= DAYS_KEPT) this.days.clear();
    const [fromMs, toMs] = [instantAt(this.zone, day), instantAt(this.zone, addDays(day, 1))];
    const bands = timetable(this.terms, NO_COLOURS, this.zone, fromMs, toMs);
    edges = bands.map((band) => band.toMs).filter((edge) => edge % HALF_HOUR_MS !== 0);
    this.days.set(day, edges);
    return edges;
  }
}

/** One supply point after another, as the heater was moved. */
class PlacedEdges implements Edges {
  /** `spans`: ascending; each holds until the next. */
  constructor(private readonly spans: readonly { readonly from: number; readonly edges: Edges }[]) {}

  after(atMs: number): number {
    const k = this.spans.findLastIndex((span) => span.from <= atMs);
    const next = k < 0 ? Number.POSITIVE_INFINITY : this.spans[k]!.edges.after(atMs);
    // A move is a point of its own: told here it changes nothing.
    return Math.min(next, this.spans[k + 1]?.from ?? Number.POSITIVE_INFINITY);
  }
}

const isOdd = (window: string): boolean => !/^\d\d:[03]0-\d\d:[03]0$/.test(window);

const hasOddWindows = ({ windows }: SupplyPointFacts): boolean =>
  windows.some(({ winter, summer, peak }) => [...winter, ...summer, ...peak].some(isOdd));

/** Edges of the windows of heaters. Heaters of one supply point share theirs while its facts stay the same. */
export class EdgesOfHeaters {
  private readonly made = new WeakMap<
    SupplyPointFacts,
    { readonly zone: ZoneOffsets; readonly edges: Edges }
  >();

  /** Every heater that was ever placed at a supply point. */
  private readonly placed = new Map<string, Set<string>>();

  /** Of a fact that names a place of a heater. */
  remember(event: FactEvent): void {
    if (event.type !== 'HeaterInstalled' && event.type !== 'HeaterMoved') return;
    const { supplyPoint, heater } = event.data;
    const heaters = this.placed.get(supplyPoint);
    if (heaters === undefined) this.placed.set(supplyPoint, new Set([heater]));
    else heaters.add(heater);
  }

  /** Heaters whose edges a fact may change; null: any of them. */
  heatersOf(event: FactEvent): readonly string[] | null {
    switch (event.type) {
      case 'HeaterInstalled':
      case 'HeaterMoved':
      case 'HeaterRemoved':
        return [event.data.heater];
      case 'OffPeakWindowsSet':
      case 'SupplyPointOptionSet':
      case 'SupplyPointRegistered':
        return [...(this.placed.get(event.data.supplyPoint) ?? [])];
      case 'SiteRegistered':
      case 'ZoneOffsetsRecorded':
        return null;
      default:
        return [];
    }
  }

  of(facts: Facts, heater: string): Edges {
    const placements = facts.heaters.get(heater)?.placements ?? [];
    const spans = placements.map((placement) => ({ from: placement.from, edges: this.at(facts, placement) }));
    if (spans.every(({ edges }) => edges === NO_EDGES)) return NO_EDGES;
    return new PlacedEdges(spans);
  }

  private at(facts: Facts, { site, supplyPoint }: Placement): Edges {
    const point = facts.supplyPoints.get(supplyPoint ?? '');
    const zone = facts.zones.get(facts.sites.get(site ?? '')?.registered.zone ?? '');
    if (point === undefined || zone === undefined || !hasOddWindows(point)) return NO_EDGES;
    const made = this.made.get(point);
    if (made?.zone === zone) return made.edges;
    const edges = new WindowEdges(point, zone);
    this.made.set(point, { zone, edges });
    return edges;
  }
}
