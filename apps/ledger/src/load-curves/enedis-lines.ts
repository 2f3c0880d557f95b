import type { ZoneOffsets } from '#domain/calendar';
import type { StampedPower } from '#domain/load-curves';
import { fileFault } from './file-fault.js';
import { resolveWalls, stampOf, type WallPower } from './stamps.js';

/** Rows of one load curve, in no particular order. */
export interface EnedisCurve {
  /** As the file names it; null where it has no header. */
  readonly meter: string | null;
  readonly rows: readonly StampedPower[];
  readonly notes: readonly string[];
}

const VALUE = /^(\d{1,9})(?:[.,]0+)?$/;
const isHeader = (line: string): boolean => /^identifiant prm;/i.test(line);
const isColumns = (line: string): boolean => /^horodate;/i.test(line);

/**
 * Reads the lines of a load curve as Enedis exports it: two lines of header, `Horodate;Valeur`, then a row per step,
 * `stamp;mean power in W` (the stamp is the end of the step). The dates of the header are not looked at: they are
 * wrong in real files. Headers may come again where files were put one behind the other.
 * Faults (FileFault): CURVE_ROW_INVALID, CURVE_UNIT_UNKNOWN, SEVERAL_METERS, CURVE_EMPTY.
 */
export class EnedisLines {
  private readonly rows: StampedPower[] = [];
  private readonly walls: WallPower[] = [];
  private meter: string | null = null;
  private header: readonly string[] | null = null;

  constructor(private readonly zone: ZoneOffsets) {}

  /** One line; `place` names it in a fault (`line 12`). */
  take(raw: string, place: string): void {
    const line = raw.replace(/^\uFEFF/, '').trim();
    if (line === '' || isColumns(line)) return;
    if (isHeader(line)) this.header = line.split(';');
    else if (this.header !== null) this.takeHeader(this.header, line.split(';'), place);
    else this.takeRow(line.split(';'), place);
  }

  private takeHeader(names: readonly string[], values: readonly string[], place: string): void {
    this.header = null;
    const [meter = ''] = values;
    if (this.meter !== null && this.meter !== meter)
      fileFault(
        'SEVERAL_METERS',
        place,
        `Give the curve of one meter: this is ${meter}, before it was ${this.meter}.`,
      );
    this.meter = meter;
    const unit = values[names.findIndex((name) => /^unit/i.test(name))];
    if (unit !== undefined && unit !== '' && unit !== 'W')
      fileFault(
        'CURVE_UNIT_UNKNOWN',
        place,
        `A load curve is in W (mean power of a step), this one in ${unit}.`,
      );
  }

  private takeRow([stampText = '', valueText = '']: readonly string[], place: string): void {
    const stamp = stampOf(stampText.trim());
    const value = VALUE.exec(valueText.trim());
    if (stamp === null || (value === null && valueText.trim() !== ''))
      return fileFault(
        'CURVE_ROW_INVALID',
        place,
        'A row is `2022-07-29T00:30:00+02:00;330`: end of the step, and whole W or nothing.',
      );
    const watts = value === null ? null : Number(value[1]);
    if (stamp.kind === 'instant') this.rows.push({ atMs: stamp.atMs, watts });
    else this.walls.push({ date: stamp.date, minute: stamp.minute, watts });
  }

  /** Everything taken so far. */
  curve(): EnedisCurve {
    const { rows, orderUnknown } = resolveWalls(this.walls, this.zone);
    const all = rows.length === 0 ? this.rows : this.rows.concat(rows);
    if (all.length === 0)
      fileFault('CURVE_EMPTY', 'file', 'There is no row in it: give a load curve as Enedis exports it.');
    const notes = orderUnknown.map(
      (wall) => `${wall} comes twice, and the order of the rows does not tell which value came first.`,
    );
    return { meter: this.meter, rows: all, notes };
  }
}

/** The same of a whole text. */
export function enedisCurveOf(text: string, zone: ZoneOffsets): EnedisCurve {
  const lines = new EnedisLines(zone);
  text.split(/\r\n|\n|\r/).forEach((line, i) => lines.take(line, `line ${i + 1}`));
  return lines.curve();
}
