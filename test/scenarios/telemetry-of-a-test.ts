import { createHash } from 'node:crypto';

/** What a heater of a test says: registers at instants, work, outcomes. */
export interface Said {
  /** [ms UTC, main Wh, auxiliary Wh]. */
  readonly readings: readonly (readonly [number, number, number])[];
  readonly slices?: readonly SaidSlice[];
  readonly attemptEnds?: readonly { job: string; attempt: number; at: number; outcome: string }[];
}

export interface SaidSlice {
  readonly job: string;
  readonly attempt: number;
  readonly contract: string;
  readonly from: number;
  readonly to: number;
  readonly coreMs: number;
}

const deltas = (values: readonly number[]): number[] =>
  values.map((value, index) => (index === 0 ? value : value - values[index - 1]!));

/** One upload of an unsigned heater, as it goes over the wire. */
export function uploadOf(heater: string, number: number, { readings, slices = [], attemptEnds = [] }: Said) {
  const body = {
    salt: `salt-of-${String(number).padStart(4, '0')}`.padEnd(22, '_'),
    at: deltas(readings.map(([at]) => at)),
    mainWh: deltas(readings.map(([, mainWh]) => mainWh)),
    auxWh: deltas(readings.map(([, , auxWh]) => auxWh)),
    mode: [0],
    clock: [2],
    slices: slices.map(({ job, attempt, contract, from, to, coreMs }) => ({
      job,
      attempt,
      contract,
      from,
      to,
      coreMs,
      ghzMs: coreMs * 3,
      model: 'test-cpu',
      plan: 'batch',
    })),
    attemptEnds: attemptEnds.map(({ job, attempt, at, outcome }) => ({ job, attempt, at, outcome })),
  };
  const head = {
    v: 1,
    heater,
    epoch: 0,
    number,
    from: readings[0]![0],
    to: readings.at(-1)![0],
    bodyHash: createHash('sha256').update(JSON.stringify(body)).digest('hex'),
  };
  return { head, signature: null, body };
}
