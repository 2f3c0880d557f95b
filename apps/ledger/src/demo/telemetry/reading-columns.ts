import type { UploadBody } from '#events';

export interface Reading {
  readonly at: number;
  readonly mainWh: number;
  readonly auxWh: number;
  readonly mode: number;
  readonly clock: number;
  readonly roomDeciC: number;
  readonly targetDeciC: number;
  readonly flags: number;
}

type Columns = Omit<UploadBody, 'salt' | 'slices' | 'attemptEnds'>;
const NAMES = ['at', 'mainWh', 'auxWh', 'mode', 'clock', 'roomDeciC', 'targetDeciC', 'flags'] as const;

/** Readings as the wire has them: a column each, the first value and then differences, ending where the rest is zero. */
export class ReadingColumns {
  private readonly readings: Reading[] = [];

  add(reading: Reading): void {
    this.readings.push(reading);
  }

  encoded(): Columns {
    const [at, mainWh, auxWh, mode, clock, roomDeciC, targetDeciC, flags] = NAMES.map((name) =>
      this.column(name),
    ) as [number[], number[], number[], number[], number[], number[], number[], number[]];
    return { at, mainWh, auxWh, mode, clock, roomDeciC, targetDeciC, flags };
  }

  private column(name: (typeof NAMES)[number]): number[] {
    const { readings } = this;
    const column: number[] = new Array<number>(readings.length);
    for (let i = 0; i < readings.length; i++) {
      column[i] = i === 0 ? readings[0]![name] : readings[i]![name] - readings[i - 1]![name];
    }
    if (name === 'at') return column;
    let length = column.length;
    while (length > 1 && column[length - 1] === 0) length--;
    return column.slice(0, length);
  }
}
