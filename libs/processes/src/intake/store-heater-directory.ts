import type { ZoneOffsets } from '#domain/calendar';
import type { EventStore } from '#event-store';
import { EventFault, publicKeyFrom, readEvent, type RecordedEvent } from '#events';
import type { EpochKey, HeaterDirectory, KnownHeater } from './heater-directory.js';
import { readWholeStream } from './read-whole-stream.js';
import { SitesAndZones } from './sites-and-zones.js';

export interface StoreHeaterDirectoryOptions {
  readonly store: EventStore;
  /** What another process may have changed is read again after this long (ms). */
  readonly staleAfterMs?: number;
  /** The same for heaters whose bodies are not sealed: a log cannot forget what was written in clear (ms). */
  readonly plainStaleAfterMs?: number;
  /** Most heaters kept in memory; the one that was read longest ago goes first. */
  readonly heatersMax?: number;
}

interface Entry extends KnownHeater {
  readonly epochs: Map<number, EpochKey>;
  plain: boolean;
  zone: ZoneOffsets | null;
  site: string | null;
  nextRevision: number;
  readAtMs: number;
  fresh: boolean;
}

/** A reading under way; `outdated` once something changed that it may have missed. */
interface Reading {
  outdated: boolean;
  answer: Promise<KnownHeater | null>;
}

function epochKey(publicKey: string | null): EpochKey {
  if (publicKey === null) return 'unsigned';
  try {
    return publicKeyFrom(publicKey);
  } catch (error) {
    if (error instanceof EventFault) return 'unusable';
    throw error;
  }
}

function apply(entry: Entry, recorded: RecordedEvent): void {
  const event = readEvent(recorded);
  entry.nextRevision = recorded.revision + 1;
  if (event.type === 'HeaterEpochOpened') entry.epochs.set(event.data.epoch, epochKey(event.data.publicKey));
  else if (event.type === 'HeaterDeclaredPlain') entry.plain = true;
  else if (event.type === 'HeaterDeclaredHousehold') entry.plain = false;
  else if (event.type === 'HeaterInstalled' || event.type === 'HeaterMoved') entry.site = event.data.site;
}

const newEntry = (heater: string): Entry => ({
  heater,
  epochs: new Map(),
  plain: false,
  zone: null,
  site: null,
  nextRevision: 0,
  readAtMs: 0,
  fresh: false,
});

/** Heaters as the log knows them, read from `heater-<id>` on first sight and kept in bounded memory. */
export class StoreHeaterDirectory implements HeaterDirectory {
  private readonly store: EventStore;
  private readonly places: SitesAndZones;
  private readonly staleAfterMs: number;
  private readonly plainStaleAfterMs: number;
  private readonly heatersMax: number;
  private readonly entries = new Map<string, Entry>();
  private readonly underWay = new Map<string, Reading>();

  constructor(options: StoreHeaterDirectoryOptions) {
    this.store = options.store;
    this.staleAfterMs = options.staleAfterMs ?? 60_000;
    this.plainStaleAfterMs = options.plainStaleAfterMs ?? this.staleAfterMs;
    this.places = new SitesAndZones(options.store, this.staleAfterMs);
    this.heatersMax = options.heatersMax ?? 200_000;
  }

  peek(heater: string): KnownHeater | undefined {
    const entry = this.entries.get(heater);
    if (!entry?.fresh) return undefined;
    const staleAfterMs = entry.plain ? this.plainStaleAfterMs : this.staleAfterMs;
    return performance.now() - entry.readAtMs < staleAfterMs ? entry : undefined;
  }

  refresh(heater: string): Promise<KnownHeater | null> {
    const current = this.underWay.get(heater);
    if (current && !current.outdated) return current.answer;
    const reading: Reading = { outdated: false, answer: Promise.resolve(null) };
    this.underWay.set(heater, reading);
    reading.answer = this.read(heater, reading).finally(() => {
      if (this.underWay.get(heater) === reading) this.underWay.delete(heater);
    });
    return reading.answer;
  }

  changed(stream: string): void {
    if (stream.startsWith('heater-')) {
      const heater = stream.slice('heater-'.length);
      this.outdate([this.entries.get(heater)], [this.underWay.get(heater)]);
    } else if (stream === 'installation' || stream.startsWith('site-')) {
      this.places.forget();
      this.outdate(this.entries.values(), this.underWay.values());
    }
  }

  private outdate(entries: Iterable<Entry | undefined>, readings: Iterable<Reading | undefined>): void {
    for (const entry of entries) if (entry) entry.fresh = false;
    for (const reading of readings) if (reading) reading.outdated = true;
  }

  private async read(heater: string, reading: Reading): Promise<KnownHeater | null> {
    const known = this.entries.get(heater);
    const entry = known ? { ...known, epochs: new Map(known.epochs) } : newEntry(heater);
    entry.readAtMs = performance.now();
    for await (const recorded of readWholeStream(this.store, `heater-${heater}`, entry.nextRevision))
      apply(entry, recorded);
    if (entry.nextRevision === 0) return null;
    entry.zone = entry.site === null ? null : await this.places.zoneOf(entry.site);
    entry.fresh = !reading.outdated;
    this.keep(entry);
    return entry;
  }

  private keep(entry: Entry): void {
    // A slower reading must not put back what a later one has already found.
    const other = this.entries.get(entry.heater);
    if (other && other.nextRevision > entry.nextRevision) return;
    this.entries.delete(entry.heater);
    this.entries.set(entry.heater, entry);
    if (this.entries.size <= this.heatersMax) return;
    const oldest = this.entries.keys().next();
    if (!oldest.done) this.entries.delete(oldest.value);
  }
}
