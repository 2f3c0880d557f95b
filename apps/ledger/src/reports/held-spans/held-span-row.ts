import { ApiProperty } from '@nestjs/swagger';
import type { Selectable } from 'kysely';
import type { Tables } from '#read-models';
import { type CsvColumn, instantText } from '../shape/index.js';

/** A span of a heater that the fold did not believe: a person releases or discards it. */
export class HeldSpanRow {
  @ApiProperty({ example: 'qrad-0001' }) heater!: string;
  @ApiProperty({ example: '2026-01-12T09:00:00.000Z' }) from!: string;
  @ApiProperty({ example: '2026-01-12T09:10:00.000Z' }) to!: string;
  @ApiProperty({
    enum: ['REGISTER_FELL', 'TOO_MUCH_ENERGY', 'IMPOSSIBLE_TIME', 'CLOCK_NOT_SET', 'KNOT_CONTRADICTED'],
    example: 'TOO_MUCH_ENERGY',
  })
  code!: string;
  @ApiProperty({ description: 'what its registers say; 0 where they cannot', example: 4_000 })
  mainWh!: number;
  @ApiProperty({ example: 0 }) auxWh!: number;
  @ApiProperty({ description: 'index of the event that brought it', example: 20_451 }) index!: number;
  @ApiProperty({ enum: ['held', 'released', 'discarded'], example: 'held' }) status!: string;
}

export const heldSpanRow = (row: Selectable<Tables['held']>): HeldSpanRow => ({
  heater: row.heater,
  from: instantText(row.from_ms),
  to: instantText(row.to_ms),
  code: row.code,
  mainWh: row.main_wh,
  auxWh: row.aux_wh,
  index: row.idx,
  status: row.status,
});

export const HELD_SPAN_COLUMNS: readonly CsvColumn<HeldSpanRow>[] = [
  { name: 'heater', value: (row) => row.heater },
  { name: 'from', value: (row) => row.from },
  { name: 'to', value: (row) => row.to },
  { name: 'code', value: (row) => row.code },
  { name: 'main_wh', value: (row) => row.mainWh },
  { name: 'aux_wh', value: (row) => row.auxWh },
  { name: 'index', value: (row) => row.index },
  { name: 'status', value: (row) => row.status },
];
