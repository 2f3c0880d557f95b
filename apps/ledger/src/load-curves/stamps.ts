import { instantAt, isLocalDate, type LocalDate, type ZoneOffsets } from '#domain/calendar';
import type { StampedPower } from '#domain/load-curves';

/** A stamp with its UTC offset is an instant; one without is a time on the wall. */
export type Stamp =
  | { readonly kind: 'instant'; readonly atMs: number }
  | { readonly kind: 'wall'; readonly date: LocalDate; readonly minute: number };

export interface WallPower {
  readonly date: LocalDate;
  readonly minute: number;
  readonly watts: number | null;
}

const HOUR_MS = 3_600_000;
const STAMP =
  /^(?:(\d{4})-(\d{2})-(\d{2})|(\d{2})\/(\d{2})\/(\d{4}))[T ](\d{2}):(\d{2})(?::00(?:\.0+)?)?(Z|[+-]\d{2}:?\d{2})?$/;

/** `2022-10-30T02:30:00+02:00`, the same without offset, or `30/10/2022 02:30`; null: anything else. */
export function stampOf(text: string): Stamp | null {
  const parts = STAMP.exec(text);
  if (parts === null) return null;
  const [, year, month, day, frenchDay, frenchMonth, frenchYear, hour, minutes, offset] = parts;
  const date = `${year ?? frenchYear}-${month ?? frenchMonth}-${day ?? frenchDay}`;
  const minute = Number(hour) * 60 + Number(minutes);
  // Of other years no UTC offset is known, and no such meter wrote then.
  if (!isLocalDate(date) || date < '2000' || date >= '2100') return null;
  if (Number(minutes) > 59 || minute > 1440) return null;
  if (offset === undefined) return { kind: 'wall', date, minute };
  const digits = offset.replace(/[Z:]/g, '');
  const [hours, rest] = digits === '' ? [0, 0] : [Number(digits.slice(0, 3)), Number(digits.slice(3))];
  const offsetMinutes = hours * 60 + (digits.startsWith('-') ? -rest : rest);
  return { kind: 'instant', atMs: Date.parse(`${date}T00:00:00Z`) + (minute - offsetMinutes) * 60_000 };
}

/** How much later the wall shows the same time once more (ms); 0 where it does not. */
function repeatsAfter(zone: ZoneOffsets, { date, minute }: WallPower, atMs: number): number {
  return Math.max(0, instantAt(zone, date, minute + 60) - atMs - HOUR_MS);
}

/** 1: rows go forward (save in the hour that comes twice), −1: backward, 0: neither. */
function directionOf(rows: readonly WallPower[], repeats: (row: WallPower) => boolean): -1 | 0 | 1 {
  let [forward, backward] = [0, 0];
  for (let i = 1; i < rows.length; i++) {
    const [before, row] = [rows[i - 1]!, rows[i]!];
    if (repeats(before) && repeats(row) && before.date === row.date) continue;
    const later = row.date > before.date || (row.date === before.date && row.minute > before.minute);
    if (later) forward++;
    else backward++;
  }
  if (backward === 0) return 1;
  return forward === 0 ? -1 : 0;
}

/** Values of one wall time that comes twice, first occurrence first. */
function inOrder(rows: readonly WallPower[], direction: -1 | 0 | 1): readonly WallPower[] {
  if (direction === 1) return rows;
  if (direction === -1) return [...rows].reverse();
  const byValue = [...rows].sort((a, b) => (a.watts ?? -1) - (b.watts ?? -1));
  // The same two rows told again, by a file that overlaps another.
  return rows.length <= 2
    ? byValue
    : byValue.filter((row, i) => i === 0 || row.watts !== byValue[i - 1]!.watts);
}

export interface Resolved {
  readonly rows: readonly StampedPower[];
  /** Wall times that come twice in a file whose order does not tell which came first. */
  readonly orderUnknown: readonly string[];
}

const wallText = ({ date, minute }: WallPower): string =>
  `${date} ${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/**
 * Instants of stamps without offset. A time that does not exist means the first instant that does; of one that
 * comes twice the rows are taken in the order of the file, and a single row is its first occurrence. Where the file
 * has no order the smaller value goes first: sums are the same unless a price cell changes in between, so it is told.
 */
export function resolveWalls(walls: readonly WallPower[], zone: ZoneOffsets): Resolved {
  const rows: StampedPower[] = [];
  const twice = new Map<
    string,
    { readonly atMs: number; readonly lagMs: number; readonly rows: WallPower[] }
  >();
  for (const wall of walls) {
    const atMs = instantAt(zone, wall.date, wall.minute);
    const lagMs = repeatsAfter(zone, wall, atMs);
    if (lagMs === 0) {
      rows.push({ atMs, watts: wall.watts });
      continue;
    }
    const text = wallText(wall);
    const known = twice.get(text);
    if (known === undefined) twice.set(text, { atMs, lagMs, rows: [wall] });
    else known.rows.push(wall);
  }
  const direction = directionOf(walls, (wall) => twice.has(wallText(wall)));
  const orderUnknown: string[] = [];
  for (const [text, { atMs, lagMs, rows: same }] of twice) {
    if (direction === 0 && same.length > 1) orderUnknown.push(text);
    inOrder(same, direction).forEach(({ watts }, i) =>
      rows.push({ atMs: atMs + (i === 0 ? 0 : lagMs), watts }),
    );
  }
  return { rows, orderUnknown };
}
