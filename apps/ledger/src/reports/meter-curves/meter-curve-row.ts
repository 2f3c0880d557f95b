import { ApiProperty } from '@nestjs/swagger';
import type { CsvColumn } from '../shape/index.js';

export class MeterCurveRow {
  @ApiProperty({ example: '2026-03-01T00:00:00.000Z' }) from!: string;
  @ApiProperty({ example: '2026-03-01T00:30:00.000Z' }) to!: string;
  @ApiProperty({ description: 'energy of the interval in thousandths of a Wh', example: 165_000 })
  milliWh!: number;
}

export const METER_CURVE_COLUMNS: readonly CsvColumn<MeterCurveRow>[] = [
  { name: 'from', value: (row) => row.from },
  { name: 'to', value: (row) => row.to },
  { name: 'milli_wh', value: (row) => row.milliWh },
];
