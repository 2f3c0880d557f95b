import { DAY_MS, HALF_HOUR_MS } from '#domain/calendar';
import type { DayCell } from '#domain/metering';
import type { SealedComfort } from '#events';
import type { Stretch } from './stretches.js';

/**
 * Comfort of a heater's month by place and occupant, from the half-hours with a sensor of the room. A half-hour
 * counts where the stretch lies in which it begins. Nothing where nothing was sensed.
 */
export function comfortOf(cells: readonly DayCell[], stretches: readonly Stretch[]): SealedComfort[] {
  if (!cells.some(({ comfort }) => comfort !== undefined)) return [];
  const rows: SealedComfort[] = [];
  let before: SealedComfort | null = null;
  for (const stretch of stretches) {
    const row = rowOf(cells, stretch);
    // Stretches follow each other wherever terms or prices change; comfort does not care.
    if (row !== null && before !== null && isSamePlace(before, row))
      rows.push((before = joined(rows.pop()!, row)));
    else if (row !== null) rows.push((before = row));
    else before = null;
  }
  return rows;
}

const isSamePlace = (a: SealedComfort, b: SealedComfort): boolean =>
  a.site === b.site && a.dwelling === b.dwelling && a.occupant === b.occupant;

const joined = (a: SealedComfort, b: SealedComfort): SealedComfort => ({
  ...a,
  to: b.to,
  sensedS: a.sensedS + b.sensedS,
  atSetpointS: a.atSetpointS + b.atSetpointS,
  usefulWh: a.usefulWh + b.usefulWh,
  sensedWh: a.sensedWh + b.sensedWh,
});

function rowOf(cells: readonly DayCell[], stretch: Stretch): SealedComfort | null {
  const { site, dwelling } = stretch.place;
  if (site === null) return null;
  const sums = { sensedS: 0, atSetpointS: 0, usefulWh: 0, sensedWh: 0 };
  for (const { day, comfort } of cells) {
    if (comfort === undefined) continue;
    const first = Math.max(0, Math.ceil((stretch.fromMs - day * DAY_MS) / HALF_HOUR_MS));
    const end = Math.min(48, Math.ceil((stretch.toMs - day * DAY_MS) / HALF_HOUR_MS));
    for (let k = first; k < end; k++) {
      sums.sensedS += comfort.sensedS[k]!;
      sums.atSetpointS += comfort.atSetpointS[k]!;
      sums.usefulWh += comfort.usefulWh[k]!;
      sums.sensedWh += comfort.sensedWh[k]!;
    }
  }
  if (sums.sensedS === 0) return null;
  const { from, to, standing } = stretch;
  return { site, dwelling, occupant: standing.occupant, from, to, ...sums };
}
