import { ApiProperty } from '@nestjs/swagger';
import { HALF_HOUR_MS } from '#domain/calendar';
import type { DayCell } from '#domain/metering';
import { type CsvColumn, instantText } from '../shape/index.js';

const DAY_MS = 48 * HALF_HOUR_MS;

/** What a heater drew in one half-hour, as its registers say; corrections and estimates are not in it. */
export class EnergyRow {
  @ApiProperty({ example: '2026-01-31T22:30:00.000Z' }) from!: string;
  @ApiProperty({ example: '2026-01-31T23:00:00.000Z' }) to!: string;
  @ApiProperty({ description: 'computing', example: 240 }) mainWh!: number;
  @ApiProperty({ description: 'resistive element', example: 0 }) auxWh!: number;
  @ApiProperty({ description: 'part of mainWh spread over a span without readings', example: 0 })
  interpolatedMainWh!: number;
  @ApiProperty({ description: 'part of auxWh spread over a span without readings', example: 0 })
  interpolatedAuxWh!: number;
}

/** The half-hours of a day's cell that begin inside [fromMs, toMs). */
export function energyRows(cell: DayCell, fromMs: number, toMs: number): EnergyRow[] {
  const rows: EnergyRow[] = [];
  for (let k = 0; k < 48; k++) {
    const at = cell.day * DAY_MS + k * HALF_HOUR_MS;
    if (at < fromMs || at >= toMs) continue;
    rows.push({
      from: instantText(at),
      to: instantText(at + HALF_HOUR_MS),
      mainWh: cell.mainWh[k] ?? 0,
      auxWh: cell.auxWh[k] ?? 0,
      interpolatedMainWh: cell.interpolatedMainWh?.[k] ?? 0,
      interpolatedAuxWh: cell.interpolatedAuxWh?.[k] ?? 0,
    });
  }
  return rows;
}

export const ENERGY_COLUMNS: readonly CsvColumn<EnergyRow>[] = [
  { name: 'from', value: (row) => row.from },
  { name: 'to', value: (row) => row.to },
  { name: 'main_wh', value: (row) => row.mainWh },
  { name: 'aux_wh', value: (row) => row.auxWh },
  { name: 'interpolated_main_wh', value: (row) => row.interpolatedMainWh },
  { name: 'interpolated_aux_wh', value: (row) => row.interpolatedAuxWh },
];
