import { ApiProperty } from '@nestjs/swagger';
import { meterStatus, type ReconciliationStatus } from '#domain/load-curves';
import { Decimal, addExact } from '#domain/quantity';
import type { Tables } from '#read-models';
import type { CsvColumn } from '../../shape/index.js';
import { Acceptance } from '../acceptances.js';
import type { DrawnBehind } from './heaters-behind.js';

const STATUSES = ['NO_CURVE', 'WITHIN', 'DIFFERENCE', 'ACCEPTED'];

export class MeterReconciliationRow {
  @ApiProperty({ example: '2026-03' }) period!: string;
  @ApiProperty({ example: '14500000000017' }) supplyPoint!: string;
  @ApiProperty({ description: 'registers of the heaters behind it, main', example: 310_200 }) mainWh!: number;
  @ApiProperty({ description: 'auxiliary', example: 12_000 }) auxWh!: number;
  @ApiProperty({ description: 'of both, energy that no register shows', example: 0 }) estimatedWh!: number;
  @ApiProperty({ description: 'both together: ours', example: 322_200 }) heatersWh!: number;
  @ApiProperty({ type: Number, nullable: true, description: 'imported curve: theirs', example: 681_072 })
  meterWh!: number | null;
  @ApiProperty({ type: String, nullable: true, description: 'format of the import', example: 'enedis' })
  source!: string | null;
  @ApiProperty({ type: Number, nullable: true, description: 'time of the month without a value', example: 0 })
  missingMinutes!: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'heaters less meter', example: -358_872 })
  differenceWh!: number | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'heaters / meter, three decimals; other loads make it less than 1',
    example: '0.473',
  })
  share!: string | null;
  @ApiProperty({
    enum: STATUSES,
    description: 'DIFFERENCE: heaters drew more than the meter before them saw, which cannot be',
  })
  status!: ReconciliationStatus;
  @ApiProperty({
    type: Acceptance,
    nullable: true,
    description: 'stands only for the difference that it names',
  })
  accepted!: Acceptance | null;
}

export const METER_COLUMNS: readonly CsvColumn<MeterReconciliationRow>[] = [
  { name: 'period', value: (row) => row.period },
  { name: 'supply_point', value: (row) => row.supplyPoint },
  { name: 'main_wh', value: (row) => row.mainWh },
  { name: 'aux_wh', value: (row) => row.auxWh },
  { name: 'estimated_wh', value: (row) => row.estimatedWh },
  { name: 'heaters_wh', value: (row) => row.heatersWh },
  { name: 'meter_wh', value: (row) => row.meterWh },
  { name: 'source', value: (row) => row.source },
  { name: 'missing_min', value: (row) => row.missingMinutes },
  { name: 'difference_wh', value: (row) => row.differenceWh },
  { name: 'share', value: (row) => row.share },
  { name: 'status', value: (row) => row.status },
  { name: 'accepted_wh', value: (row) => row.accepted?.difference ?? null },
  { name: 'accepted_by', value: (row) => row.accepted?.by ?? null },
  { name: 'accepted_at', value: (row) => row.accepted?.at ?? null },
  { name: 'reason', value: (row) => row.accepted?.reason ?? null },
];

const MINUTE_MS = 60_000;
const NOTHING: DrawnBehind = { mainWh: 0, auxWh: 0, estimatedWh: 0 };

export function meterRow(
  period: string,
  supplyPoint: string,
  drawn: DrawnBehind = NOTHING,
  curve: Tables['meter_month'] | null,
  accepted: Acceptance | null,
): MeterReconciliationRow {
  const heatersWh = addExact(drawn.mainWh, drawn.auxWh);
  const meterWh = curve === null ? null : Number(curve.energy_wh);
  return {
    period,
    supplyPoint,
    ...drawn,
    heatersWh,
    meterWh,
    source: curve?.source ?? null,
    missingMinutes: curve === null ? null : Math.ceil(Number(curve.missing_ms) / MINUTE_MS),
    differenceWh: meterWh === null ? null : heatersWh - meterWh,
    share: meterWh === null || meterWh === 0 ? null : new Decimal(heatersWh).div(meterWh).toFixed(3),
    status: meterStatus({ ours: heatersWh, theirs: meterWh }, accepted?.difference ?? null),
    accepted,
  };
}
