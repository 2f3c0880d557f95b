import { addExact } from '#domain/quantity';
import type { SealedComfort, SealedHeater } from '#events';
import type { DwellingSpan } from './residencies.js';

export interface Comfort {
  /** Time with a room temperature and a setpoint (s), over all heaters of the dwelling. */
  readonly sensedS: number;
  readonly atSetpointS: number;
}

/** Comfort rows by dwelling, key `<site>/<dwelling>`. */
export function comfortByDwelling(sealed: readonly SealedHeater[]): ReadonlyMap<string, SealedComfort[]> {
  const rows = new Map<string, SealedComfort[]>();
  for (const row of sealed.flatMap((heater) => heater.comfort ?? [])) {
    if (row.dwelling === null) continue;
    const key = `${row.site}/${row.dwelling}`;
    rows.set(key, [...(rows.get(key) ?? []), row]);
  }
  return rows;
}

/** What the room sensors say of a residency; null: no sensor told anything. */
export function comfortOf(rows: readonly SealedComfort[], span: DwellingSpan): Comfort | null {
  const own = rows.filter(
    (row) => row.occupant === span.resident && row.from >= span.from && row.from <= span.to,
  );
  if (own.length === 0) return null;
  return {
    sensedS: own.reduce((sum, row) => addExact(sum, row.sensedS), 0),
    atSetpointS: own.reduce((sum, row) => addExact(sum, row.atSetpointS), 0),
  };
}
