import { Problem } from '../../http/index.js';

/** One page of a table: `next` goes into `after` of the following request; `null` at the end. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly next: string | null;
}

type Key = readonly (string | number)[];

/** Opaque text of the sort key of a page's last row. */
export const cursorOf = (key: Key): string => Buffer.from(JSON.stringify(key)).toString('base64url');

const badCursor = (): Problem =>
  new Problem(400, {
    code: 'CURSOR_INVALID',
    field: 'after',
    remedy: 'Give the `next` of the page before, unchanged, with the same filters.',
  });

/**
 * The key inside a cursor, one part per sort column, each of the type of `shape`'s part.
 * Throws a 400 CURSOR_INVALID for anything that no page of this table gave out.
 */
export function keyOf<const Shape extends Key>(
  cursor: string | undefined,
  shape: Shape,
): { -readonly [I in keyof Shape]: Shape[I] extends number ? number : string } | null {
  if (cursor === undefined) return null;
  let key: unknown;
  try {
    key = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw badCursor();
  }
  if (!Array.isArray(key) || key.length !== shape.length) throw badCursor();
  if (key.some((part, i) => typeof part !== typeof shape[i])) throw badCursor();
  if (key.some((part) => typeof part === 'number' && !Number.isSafeInteger(part))) throw badCursor();
  return key as { -readonly [I in keyof Shape]: Shape[I] extends number ? number : string };
}

/** Of `limit + 1` rows read, the page of `limit`, and whether there is more. */
export function pageOf<Read, Row>(
  read: readonly Read[],
  limit: number,
  keyOfRow: (row: Read) => Key,
  shown: (row: Read) => Row,
): Page<Row> {
  const rows = read.slice(0, limit);
  const last = rows.at(-1);
  return {
    rows: rows.map(shown),
    next: read.length > limit && last !== undefined ? cursorOf(keyOfRow(last)) : null,
  };
}
