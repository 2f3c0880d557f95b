import type { ZoneOffsets } from '#domain/calendar';
import { type Decision, refuse } from '#domain/decision';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const FROM_MS = Date.UTC(1970, 0, 1);
const TO_MS = Date.UTC(2101, 0, 1);

type OffsetAt = (ms: number) => number | null;

/** Offsets in minutes as the machine's zone table has them; `null` for one with seconds. */
function offsetsOf(zone: string): OffsetAt {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    timeZoneName: 'longOffset',
    year: 'numeric',
  });
  return (ms) => {
    const name = format.formatToParts(ms).find((part) => part.type === 'timeZoneName')?.value ?? '';
    const match = /^GMT(?:([+-])(\d{2}):(\d{2})(:\d{2})?)?$/.exec(name);
    if (match === null || match[4] !== undefined) return null;
    const minutes = Number(match[2] ?? 0) * 60 + Number(match[3] ?? 0);
    return match[1] === '-' ? -minutes : minutes;
  };
}

/** First minute after `low` with another offset than `low`, which `high` has. */
function changeBetween(offsetAt: OffsetAt, low: number, high: number): number {
  const before = offsetAt(low);
  let [from, to] = [low, high];
  while (to - from > MINUTE_MS) {
    const middle = from + Math.floor((to - from) / MINUTE_MS / 2) * MINUTE_MS;
    if (offsetAt(middle) === before) from = middle;
    else to = middle;
  }
  return to;
}

/**
 * The UTC offsets of an IANA zone from 1970 to 2100, read once from the machine's zone table, to be recorded
 * as an event: from there on figures depend on the log alone.
 * Refusals: ZONE_UNKNOWN; ZONE_NOT_HALF_HOUR (half-hour cells cannot hold its local days).
 */
export function zoneOffsets(
  zone: string,
): { readonly zone: ZoneOffsets } | Extract<Decision<never>, { refused: unknown }> {
  let offsetAt: OffsetAt;
  try {
    offsetAt = offsetsOf(zone);
  } catch {
    return refuse('ZONE_UNKNOWN', 'zone', 'Give an IANA time zone such as Europe/Paris.');
  }
  const offsets: { from: number; offsetMinutes: number }[] = [];
  let last: number | null = null;
  for (let at = FROM_MS; at < TO_MS; at += DAY_MS) {
    const minutes = offsetAt(at);
    if (minutes === null || minutes % 30 !== 0)
      return refuse(
        'ZONE_NOT_HALF_HOUR',
        'zone',
        'Only zones whose UTC offsets are multiples of 30 minutes are taken.',
      );
    if (minutes === last) continue;
    const from = last === null ? at : changeBetween(offsetAt, at - DAY_MS, at);
    offsets.push({ from, offsetMinutes: minutes });
    last = minutes;
  }
  return { zone: { zone, offsets } };
}
