import type { Outcome } from '#events';

/** A register value known at an instant inside a half-hour: how much the half-hour had drawn until then. */
export interface Cut {
  readonly at: number;
  mainWh: number;
  auxWh: number;
}

/**
 * Comfort of one UTC day by half-hour, where the room has a sensor: 48 numbers each. Between two readings the room
 * is as the earlier one says; spans longer than the gap limit, held ones and those before the first reading are not
 * sensed.
 */
export interface DayComfort {
  /** Time with a room temperature and a setpoint (s). */
  readonly sensedS: number[];
  /** Of it, with the room at the setpoint, less the tolerance of the rule, or above (s). */
  readonly atSetpointS: number[];
  /** Main and auxiliary Wh drawn while sensed. */
  readonly sensedWh: number[];
  /** Of them, drawn in the heating season with the room at the setpoint, plus the band of the rule, or below. */
  readonly usefulWh: number[];
}

/**
 * What a heater drew on one UTC day: integers only. `mainWh[k]` is all the energy of half-hour k;
 * `interpolatedMainWh[k]` says how much of it comes from spans longer than the gap limit, `null` where nothing does.
 * Cuts ascend by time and lie inside half-hours, never on their edges.
 */
export interface DayCell {
  readonly heater: string;
  /** UTC days since 1970-01-01. */
  readonly day: number;
  readonly mainWh: number[];
  readonly auxWh: number[];
  interpolatedMainWh: number[] | null;
  interpolatedAuxWh: number[] | null;
  readonly cuts: Cut[];
  /** Absent where nothing is sensed. */
  comfort?: DayComfort;
}

/**
 * What is wrong with a slice that was recorded all the same: it ends before it starts or lies far from its
 * upload; more core time than the cores of the heater have; a clock rate no processor has; a heater that
 * was not commissioned.
 */
export type SliceFault =
  'SLICE_TIME_IMPOSSIBLE' | 'TOO_MUCH_WORK' | 'CLOCK_RATE_IMPOSSIBLE' | 'UNKNOWN_HEATER_DATA';

/** Settled work of one kind on one UTC day, by the half-hour in which its slices end (00:00 is the day before). */
export interface WorkCell {
  readonly contract: string;
  readonly plan: string;
  readonly model: string;
  /** `none` for burn and internal work, which need no attempt end. */
  readonly outcome: Outcome | 'none';
  /** Why this work can never be billed, whatever its contract says; absent where it is plausible. */
  readonly fault?: SliceFault;
  /** Half-hour of the UTC day 0–47 → work. Parallel arrays. */
  readonly slots: number[];
  readonly coreMs: number[];
  readonly ghzMs: number[];
}

/**
 * Work of one heater and UTC day that was settled (slice and attempt end both known)
 * after the cut of month `afterCut` (`''`: before any cut). It counts in the later of
 * its own local month and the month after `afterCut`.
 */
export interface DayWork {
  readonly heater: string;
  readonly day: number;
  readonly afterCut: string;
  readonly work: WorkCell[];
}

/** Slices whose attempt has not ended yet. `at` is the end of the slice (ms UTC). */
export interface PendingAttempt {
  readonly job: string;
  readonly attempt: number;
  readonly contract: string;
  readonly plan: string;
  readonly model: string;
  readonly slots: { slotEndMs: number; coreMs: number; ghzMs: number }[];
}

/** A span that awaits a person's decision. Energy is 0 where the registers cannot say (a fall). */
export interface HeldSpan {
  readonly heater: string;
  readonly from: number;
  readonly to: number;
  readonly code:
    | 'REGISTER_FELL'
    | 'TOO_MUCH_ENERGY'
    | 'IMPOSSIBLE_TIME'
    | 'CLOCK_NOT_SET'
    | 'KNOT_CONTRADICTED'
    | 'UNKNOWN_HEATER_DATA';
  readonly mainWh: number;
  readonly auxWh: number;
  readonly status: 'held' | 'released' | 'discarded';
}

export interface Standing {
  readonly at: number;
  readonly mainWh: number;
  readonly auxWh: number;
}

/** Everything the fold knows of one heater over a span: what attribution reads. */
export interface MeteredHeater {
  readonly heater: string;
  /** Cells that touch the span, ascending by day. */
  readonly cells: readonly DayCell[];
  /** Work that counts in the period, in any day. */
  readonly work: readonly DayWork[];
  readonly pending: readonly PendingAttempt[];
  readonly held: readonly HeldSpan[];
  /** First and last instant that readings cover; nothing after `coveredTo` is measured. */
  readonly coveredFrom: number | null;
  readonly coveredTo: number | null;
  readonly end: Standing | null;
  readonly before: Standing | null;
  readonly after: Standing | null;
}
