import type { ZoneOffsets } from '#domain/calendar';
import type { EventStore } from '#event-store';
import { readEvent } from '#events';
import { readWholeStream } from './read-whole-stream.js';

/**
 * Zones of sites, read from `site-*` and `installation` and kept until told that they changed; at the latest after so
 * many milliseconds they are read anew.
 */
export class SitesAndZones {
  private readonly zoneNames = new Map<string, Promise<string | null>>();
  private offsets: Promise<ReadonlyMap<string, ZoneOffsets>> | null = null;
  private sinceMs = performance.now();

  constructor(
    private readonly store: EventStore,
    private readonly staleAfterMs: number,
  ) {}

  async zoneOf(site: string): Promise<ZoneOffsets | null> {
    if (performance.now() - this.sinceMs >= this.staleAfterMs) this.forget();
    let name = this.zoneNames.get(site);
    if (!name) this.zoneNames.set(site, (name = this.readZoneName(site)));
    this.offsets ??= this.readOffsets();
    const zone = await name;
    return zone === null ? null : ((await this.offsets).get(zone) ?? null);
  }

  forget(): void {
    this.zoneNames.clear();
    this.offsets = null;
    this.sinceMs = performance.now();
  }

  private async readZoneName(site: string): Promise<string | null> {
    let zone: string | null = null;
    for await (const recorded of readWholeStream(this.store, `site-${site}`, 0)) {
      const event = readEvent(recorded);
      if (event.type === 'SiteRegistered') zone = event.data.zone;
    }
    return zone;
  }

  private async readOffsets(): Promise<ReadonlyMap<string, ZoneOffsets>> {
    const zones = new Map<string, ZoneOffsets>();
    for await (const recorded of readWholeStream(this.store, 'installation', 0)) {
      const event = readEvent(recorded);
      if (event.type === 'ZoneOffsetsRecorded') zones.set(event.data.zone, event.data);
    }
    return zones;
  }
}
