import type { KeyObject } from 'node:crypto';
import { encodeUpload, type Slice, type WireUpload } from '#events';

export const READINGS_PER_UPLOAD = 60;
export const SLICES_PER_UPLOAD = 4;
/** 2026-09-01T00:00:00Z */
const START_MS = Date.UTC(2026, 8, 1);
const MINUTE_MS = 60_000;

export const heaterName = (heater: number): string => `h${String(heater).padStart(5, '0')}`;

/** An hour of one heater, a reading a minute: registers that rise unevenly, four slices, one attempt that ends. */
export function uploadOf(heater: number, step: number, privateKey: KeyObject | null): WireUpload {
  const from = START_MS + step * READINGS_PER_UPLOAD * MINUTE_MS;
  const before = step * 480 + heater;
  const minutes = Array.from({ length: READINGS_PER_UPLOAD }, (_, minute) => minute);
  const still = minutes.map(() => 0);
  const slices = Array.from({ length: SLICES_PER_UPLOAD }, (_, at): Slice => {
    const start = from + at * 900_000;
    return {
      job: `job-${heater % 997}-${step}`,
      attempt: 1,
      contract: at === 3 ? 'burn' : `contract-${heater % 50}`,
      from: start,
      to: start + 840_000,
      coreMs: 16 * 840_000,
      ghzMs: 51 * 840_000,
      model: 'Ryzen 7 1700',
      plan: 'standard',
    };
  });
  return encodeUpload({
    heater: heaterName(heater),
    epoch: 0,
    number: step,
    readings: {
      at: minutes.map((minute) => from + minute * MINUTE_MS),
      mainWh: minutes.map((minute) => before + minute * 8 + (minute % 3)),
      auxWh: minutes.map(() => 4000 + step),
      mode: still,
      clock: minutes.map(() => 2),
    },
    slices,
    attemptEnds: [{ job: slices[0]!.job, attempt: 1, at: slices[2]!.to, outcome: 'completed' }],
    salt: Buffer.from(`${heater}/${step}`.padEnd(16, '.')).toString('base64url'),
    ...(privateKey ? { privateKey } : {}),
  });
}
