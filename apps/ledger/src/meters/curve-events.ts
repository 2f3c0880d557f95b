import type { CountedInterval, MeterMonth } from '#domain/load-curves';
import { canonicalText, seal, type MeterCurveRecorded, type NamedKey } from '#events';
import type { MeterFormat } from './meter-file.js';

/** An exported line holds 65 535 bytes; sealed and in base64url this much text stays well below it. */
const TEXT_MAX = 40_000;

/** Intervals of one length, each beginning where the one before ends. */
interface Stretch {
  readonly from: number;
  readonly stepMs: number;
  readonly milliWh: number[];
}

interface Part {
  readonly stretches: Stretch[];
  readonly from: number;
  to: number;
  intervals: number;
  characters: number;
}

/** The intervals of a month as stretches, in parts that each fit into an event. */
function partsOf(intervals: readonly CountedInterval[]): Part[] {
  const parts: Part[] = [];
  for (const { fromMs, toMs, milliWh } of intervals) {
    let part = parts.at(-1);
    if (part === undefined || part.characters > TEXT_MAX) {
      part = { stretches: [], from: fromMs, to: toMs, intervals: 0, characters: 0 };
      parts.push(part);
    }
    const stretch = part.stretches.at(-1);
    const goesOn = stretch !== undefined && stretch.stepMs === toMs - fromMs && part.to === fromMs;
    if (goesOn) stretch.milliWh.push(milliWh);
    else part.stretches.push({ from: fromMs, stepMs: toMs - fromMs, milliWh: [milliWh] });
    part.to = Math.max(part.to, toMs);
    part.intervals++;
    part.characters += String(milliWh).length + (goesOn ? 1 : 60);
  }
  return parts;
}

export interface CurveSource {
  readonly supplyPoint: string;
  readonly source: MeterFormat;
  /** SHA-256 of the file. */
  readonly file: string;
  readonly publicKey: string | null;
}

/** What binds a sealed curve to its place in the clear. */
export const curveHead = (
  data: Pick<MeterCurveRecorded['data'], 'supplyPoint' | 'file' | 'from' | 'to'>,
): string => canonicalText({ supplyPoint: data.supplyPoint, file: data.file, from: data.from, to: data.to });

/** The events of one month: its sum in the first, its curve sealed over as many as it needs. */
export function curveEvents(
  { supplyPoint, source, file, publicKey }: CurveSource,
  { month, energyWh, missingMs, intervals }: MeterMonth,
  { keyId, key }: NamedKey,
  nonce: () => Uint8Array,
): MeterCurveRecorded[] {
  return partsOf(intervals).map(({ stretches, from, to, intervals: count }, i) => ({
    type: 'MeterCurveRecorded',
    data: {
      supplyPoint,
      source,
      file,
      from,
      to,
      intervals: count,
      months: i === 0 ? [{ month, energyWh, missingMs }] : [],
      publicKey,
      keyId,
      sealed: seal(key, canonicalText({ stretches }), curveHead({ supplyPoint, file, from, to }), nonce()),
    },
  }));
}
