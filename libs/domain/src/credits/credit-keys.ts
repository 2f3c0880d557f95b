import type { DocumentLine } from '#events';

const PREFIX = 'credit|';

/**
 * Key of a line that credits a place of a document by decision, not because usage or prices changed. It begins with no
 * month: closes compare months with what was documented for them, and so never bill a gesture again.
 */
export const creditKey = (credit: string, place: number): string => `${PREFIX}${credit}|${place}`;

/** The place (from 1) that a line credits by decision; null for any other line. */
export function creditedPlace({ key }: Pick<DocumentLine, 'key'>): number | null {
  if (!key.startsWith(PREFIX)) return null;
  const place = Number(key.slice(key.lastIndexOf('|') + 1));
  return Number.isSafeInteger(place) && place > 0 ? place : null;
}
