import type { SealedHeater } from '#events';
import { CHUNK_BYTES, packed } from './chunks.js';

const HEATERS_MAX = 200;

/** Heaters in chunks of one event each. One that is too long for an event goes on in the next ones under its name. */
export const sealedChunks = (sealed: readonly SealedHeater[]): SealedHeater[][] =>
  packed(sealed.flatMap(splitLong), HEATERS_MAX);

function splitLong(heater: SealedHeater): SealedHeater[] {
  if (Buffer.byteLength(JSON.stringify(heater)) < CHUNK_BYTES) return [heater];
  const rows = [
    ...heater.energy.map((energy) => ({ energy })),
    ...heater.work.map((work) => ({ work })),
    ...heater.pendingWork.map((pendingWork) => ({ pendingWork })),
  ];
  // Comfort rows are few: they stand in the first part.
  const { comfort, ...rest } = heater;
  return packed(rows, rows.length, CHUNK_BYTES - 1_000).map((part, i) => ({
    ...rest,
    energy: part.flatMap((row) => ('energy' in row ? [row.energy] : [])),
    work: part.flatMap((row) => ('work' in row ? [row.work] : [])),
    pendingWork: part.flatMap((row) => ('pendingWork' in row ? [row.pendingWork] : [])),
    ...(i > 0 || comfort === undefined ? {} : { comfort }),
  }));
}
