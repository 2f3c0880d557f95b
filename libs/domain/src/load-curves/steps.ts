/** What a meter wrote: the mean power (W) over the step that ends at `atMs`; null: a row without a value. */
export interface StampedPower {
  readonly atMs: number;
  readonly watts: number | null;
}

/** Mean power over [fromMs, toMs). */
export interface Step {
  readonly fromMs: number;
  readonly toMs: number;
  readonly watts: number;
}

/**
 * NO_ROW: rows are missing. NO_VALUE: a row has no value. STEP_UNKNOWN: neither the stamps before nor those after
 * tell how long the step of a row is, so that its energy is not known. TWO_VALUES: one stamp, two values.
 */
export type HoleReason = 'NO_ROW' | 'NO_VALUE' | 'STEP_UNKNOWN' | 'TWO_VALUES';

/** Time of which no energy is known. `fromMs` null: a first row whose step cannot be told. */
export interface Hole {
  readonly fromMs: number | null;
  readonly toMs: number;
  readonly reason: HoleReason;
}

export interface CurveSteps {
  /** Ascending, none over another. */
  readonly steps: readonly Step[];
  readonly holes: readonly Hole[];
}

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** Steps of meters are 5 to 60 minutes and go into an hour without a rest. */
const isStep = (ms: number | undefined): ms is number =>
  ms !== undefined && ms >= 5 * MINUTE_MS && ms <= HOUR_MS && HOUR_MS % ms === 0;

/**
 * The step of a row: its distance from the row before, where a neighbouring row has the same, none has a shorter one,
 * or it is the last row. A lone distance between two equal, shorter ones is a gap in their stretch.
 * Null: it cannot be told.
 */
function stepOf(
  before: number | undefined,
  own: number | undefined,
  after: number | undefined,
): number | null {
  if (own === undefined) return null;
  const doubted = [before, after].some((other) => isStep(other) && other < own);
  if (isStep(own) && (own === before || own === after || !doubted || after === undefined)) return own;
  return isStep(after) && before === after && after < own ? after : null;
}

/** One row per stamp, ascending. A row without a value yields to one with; two values that differ leave none. */
function onePerStamp(
  rows: readonly StampedPower[],
): { readonly row: StampedPower; readonly clash: boolean }[] {
  const sorted = rows.every((row, i) => i === 0 || rows[i - 1]!.atMs <= row.atMs)
    ? rows
    : [...rows].sort((a, b) => a.atMs - b.atMs);
  const kept: { row: StampedPower; clash: boolean }[] = [];
  for (const row of sorted) {
    const last = kept.at(-1);
    if (last?.row.atMs !== row.atMs) kept.push({ row, clash: false });
    else if (last.row.watts === null) last.row = row;
    else if (row.watts !== null && row.watts !== last.row.watts) last.clash = true;
  }
  return kept;
}

class Holes {
  readonly list: Hole[] = [];

  add(fromMs: number | null, toMs: number, reason: HoleReason): void {
    const last = this.list.at(-1);
    if (fromMs !== null && last?.toMs === fromMs && last.reason === reason)
      this.list[this.list.length - 1] = { ...last, toMs };
    else this.list.push({ fromMs, toMs, reason });
  }
}

/**
 * Steps and holes of the rows of a load curve, in whatever order they come. The format tells no step, so it follows
 * from the stamps alone and may change within the file; a step that they do not tell is a hole, never a guess.
 * The first row has the step of the second where that one reaches back to it.
 */
export function curveSteps(rows: readonly StampedPower[]): CurveSteps {
  const kept = onePerStamp(rows);
  const distances = kept.map(({ row }, i) => (i === 0 ? undefined : row.atMs - kept[i - 1]!.row.atMs));
  const stepAt = (i: number): number | null => stepOf(distances[i - 1], distances[i], distances[i + 1]);
  const steps: Step[] = [];
  const holes = new Holes();
  kept.forEach(({ row: { atMs, watts }, clash }, i) => {
    const own = distances[i];
    const second = i === 0 ? stepAt(1) : null;
    const step = i === 0 ? (second === distances[1] ? second : null) : stepAt(i);
    const beforeMs = own === undefined ? null : atMs - own;
    if (step === null) return holes.add(beforeMs, atMs, watts === null ? 'NO_VALUE' : 'STEP_UNKNOWN');
    const fromMs = atMs - step;
    if (beforeMs !== null && beforeMs < fromMs) holes.add(beforeMs, fromMs, 'NO_ROW');
    if (clash) holes.add(fromMs, atMs, 'TWO_VALUES');
    else if (watts === null) holes.add(fromMs, atMs, 'NO_VALUE');
    else steps.push({ fromMs, toMs: atMs, watts });
  });
  return { steps, holes: holes.list };
}
