import type { KeyObject } from 'node:crypto';
import type { ZoneOffsets } from '#domain/calendar';

/** How uploads of an epoch are authenticated. `unusable`: the recorded key is none, so no signature can fit. */
export type EpochKey = KeyObject | 'unsigned' | 'unusable';

/** All that intake looks up. */
export interface KnownHeater {
  readonly heater: string;
  readonly epochs: ReadonlyMap<number, EpochKey>;
  /** Declared to stand in a workplace; unknown means a household, whose bodies are sealed. */
  readonly plain: boolean;
  /** Offsets of its site's zone, or `null` where it was never installed: months are then UTC's. */
  readonly zone: ZoneOffsets | null;
}

export interface HeaterDirectory {
  /** What is at hand, or `undefined` where it must be asked for. */
  peek(heater: string): KnownHeater | undefined;
  /** What the log says by now; `null`: no such heater. */
  refresh(heater: string): Promise<KnownHeater | null>;
  /** Something was appended to this stream: what was known of it is out of date. */
  changed(stream: string): void;
}
