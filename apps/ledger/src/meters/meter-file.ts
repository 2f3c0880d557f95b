import type { Refusal } from '#domain/decision';
import type { Hole, MeterInterval } from '#domain/load-curves';

export const METER_FORMATS = ['enedis', 'espi', 'ocmf'] as const;
export type MeterFormat = (typeof METER_FORMATS)[number];

/** What a file of meter readings holds, whatever its format. */
export interface MeterFile {
  /** Ascending by their beginning. */
  readonly intervals: readonly MeterInterval[];
  readonly holes: readonly Hole[];
  /** Records that were not taken, each with why; the others stand. */
  readonly refused: readonly Refusal[];
  /** How many intervals are of which quality, where the format tells. */
  readonly qualities: Readonly<Record<string, number>>;
  /** Records whose signature was verified, and the SHA-256 of the key; null where the format has none. */
  readonly signature: {
    readonly publicKey: string;
    readonly keyFrom: 'file' | 'caller';
    readonly records: number;
  } | null;
  readonly notes: readonly string[];
}

export const ascending = (intervals: readonly MeterInterval[]): MeterInterval[] =>
  [...intervals].sort((a, b) => a.fromMs - b.fromMs || a.toMs - b.toMs);
