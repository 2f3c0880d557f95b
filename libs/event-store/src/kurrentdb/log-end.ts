import { type Connection, readAllBefore } from './connection.js';
import { isSystemName, streamOfSettings } from './names.js';
import { comparePlaces, covers, type Place } from './place.js';

/** Pages of a search: the end is mostly ours, and at times a long run of system events. */
const PAGE_EVENTS = [4, 64, 1_000] as const;

/** Place of the last event of ours, or of the settings of a stream of ours; null where there is none after `seen`. */
export async function lastPlaceAfter(connection: Connection, seen: Place | null): Promise<Place | null> {
  let before: Place | null = null;
  for (let page = 0; ; page += 1) {
    const count = PAGE_EVENTS[Math.min(page, PAGE_EVENTS.length - 1)]!;
    const events = await readAllBefore(connection, before, count);
    let oldest: Place | null = before;
    for (const { position, streamId } of events) {
      if (position === undefined) continue;
      if (covers(seen, position)) return null;
      // Settings of our streams count too, and their ends: an opening must have met them.
      if (!isSystemName(streamId) || streamOfSettings(streamId) !== null) return position;
      if (oldest === null || comparePlaces(position, oldest) < 0) oldest = position;
    }
    if (events.length < count || oldest === before) return null;
    before = oldest;
  }
}
