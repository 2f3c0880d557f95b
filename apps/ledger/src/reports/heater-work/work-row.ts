import { ApiProperty } from '@nestjs/swagger';
import { HALF_HOUR_MS } from '#domain/calendar';
import type { DayWork } from '#domain/metering';
import { type CsvColumn, instantText } from '../shape/index.js';

const DAY_MS = 48 * HALF_HOUR_MS;

/** Settled work of one contract, plan class, processor model and outcome, by the half-hour its slices end in. */
export class WorkRow {
  @ApiProperty({ description: 'Start of the half-hour.', example: '2026-01-12T09:30:00.000Z' }) from!: string;
  @ApiProperty({ description: '`burn`, `internal` or a contract', example: 'render-2026' }) contract!: string;
  @ApiProperty({ example: 'standard' }) plan!: string;
  @ApiProperty({ example: 'Ryzen 7 3700X' }) model!: string;
  @ApiProperty({ enum: ['completed', 'failed', 'preempted', 'none'], example: 'completed' }) outcome!: string;
  @ApiProperty({ example: 28_800_000 }) coreMs!: number;
  @ApiProperty({ example: 103_680_000 }) ghzMs!: number;
  @ApiProperty({
    description: 'Month after whose cut it was settled; empty: before any.',
    example: '',
  })
  settledAfterCutOf!: string;
}

export function workRows({ day, afterCut, work }: DayWork): WorkRow[] {
  return work.flatMap((cell) =>
    cell.slots.map((slot, i) => ({
      from: instantText(day * DAY_MS + slot * HALF_HOUR_MS),
      contract: cell.contract,
      plan: cell.plan,
      model: cell.model,
      outcome: cell.outcome,
      coreMs: cell.coreMs[i] ?? 0,
      ghzMs: cell.ghzMs[i] ?? 0,
      settledAfterCutOf: afterCut,
    })),
  );
}

export const WORK_COLUMNS: readonly CsvColumn<WorkRow>[] = [
  { name: 'from', value: (row) => row.from },
  { name: 'contract', value: (row) => row.contract },
  { name: 'plan', value: (row) => row.plan },
  { name: 'model', value: (row) => row.model },
  { name: 'outcome', value: (row) => row.outcome },
  { name: 'core_ms', value: (row) => row.coreMs },
  { name: 'ghz_ms', value: (row) => row.ghzMs },
  { name: 'settled_after_cut_of', value: (row) => row.settledAfterCutOf },
];
