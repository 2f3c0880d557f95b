import { ApiProperty } from '@nestjs/swagger';
import type { HeaterFacts } from '#domain/facts';
import { type CsvColumn, instantText } from '../shape/index.js';

const nullable = { nullable: true, type: String } as const;

/** A heater as it stands now: what it is and where. */
export class HeaterRow {
  @ApiProperty({ example: 'qrad-0001' }) heater!: string;
  @ApiProperty({ ...nullable, example: 'QB-12' }) model!: string | null;
  @ApiProperty({ ...nullable, example: 'Ryzen 7 3700X' }) processorModel!: string | null;
  @ApiProperty({ nullable: true, type: Number, example: 24 }) cores!: number | null;
  @ApiProperty({ nullable: true, type: Number, example: 650 }) ratedMainW!: number | null;
  @ApiProperty({ nullable: true, type: Number, example: 800 }) ratedAuxW!: number | null;
  @ApiProperty({ description: 'Uploads are recorded unsealed: a workplace.', example: false })
  plain!: boolean;
  @ApiProperty({ description: 'Latest open epoch.', nullable: true, type: Number, example: 0 })
  epoch!: number | null;
  @ApiProperty({ ...nullable, example: 'block-a' }) site!: string | null;
  @ApiProperty({ ...nullable, example: '30001234567890' }) supplyPoint!: string | null;
  @ApiProperty({ ...nullable, example: 'a-101' }) dwelling!: string | null;
  @ApiProperty({
    ...nullable,
    description: 'Since when it stands there.',
    example: '2026-01-05T10:00:00.000Z',
  })
  placedSince!: string | null;
  @ApiProperty({ description: 'Its case is open: nothing billable until it is reset.', example: false })
  opened!: boolean;
}

export function heaterRow(heater: string, facts: HeaterFacts): HeaterRow {
  const { commissioned } = facts;
  const placement = facts.placements.at(-1) ?? null;
  return {
    heater,
    model: commissioned?.model ?? null,
    processorModel: commissioned?.processorModel ?? null,
    cores: commissioned?.cores ?? null,
    ratedMainW: commissioned?.ratedMainW ?? null,
    ratedAuxW: commissioned?.ratedAuxW ?? null,
    plain: facts.plain,
    epoch: facts.epochs.at(-1)?.epoch ?? null,
    site: placement?.site ?? null,
    supplyPoint: placement?.supplyPoint ?? null,
    dwelling: placement?.dwelling ?? null,
    placedSince: placement === null ? null : instantText(placement.from),
    opened: facts.opened.some((span) => span.to === null),
  };
}

export const HEATER_COLUMNS: readonly CsvColumn<HeaterRow>[] = [
  { name: 'heater', value: (row) => row.heater },
  { name: 'model', value: (row) => row.model },
  { name: 'processor_model', value: (row) => row.processorModel },
  { name: 'cores', value: (row) => row.cores },
  { name: 'rated_main_w', value: (row) => row.ratedMainW },
  { name: 'rated_aux_w', value: (row) => row.ratedAuxW },
  { name: 'plain', value: (row) => row.plain },
  { name: 'epoch', value: (row) => row.epoch },
  { name: 'site', value: (row) => row.site },
  { name: 'supply_point', value: (row) => row.supplyPoint },
  { name: 'dwelling', value: (row) => row.dwelling },
  { name: 'placed_since', value: (row) => row.placedSince },
  { name: 'opened', value: (row) => row.opened },
];
