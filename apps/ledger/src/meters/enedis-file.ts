import type { ZoneOffsets } from '#domain/calendar';
import { curveSteps } from '#domain/load-curves';
import { enedisCurveOf } from '../load-curves/index.js';
import type { MeterFile } from './meter-file.js';

/** A load curve as Enedis exports it. Faults (FileFault): those of EnedisLines. */
export function enedisFile(text: string, zone: ZoneOffsets): MeterFile {
  const { rows, notes } = enedisCurveOf(text, zone);
  const { steps, holes } = curveSteps(rows);
  const intervals = steps.map(({ fromMs, toMs, watts }) => ({
    fromMs,
    toMs,
    wattMs: watts * (toMs - fromMs),
  }));
  return { intervals, holes, refused: [], qualities: {}, signature: null, notes };
}
