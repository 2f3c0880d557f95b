import { ApiProperty } from '@nestjs/swagger';
import type { Selectable } from 'kysely';
import type { Tables } from '#read-models';
import { type CsvColumn, Money, money } from '../shape/index.js';

/** For one dwelling and residency in a month: what the resident paid for this heat, as known at the cut. */
export class ProofRow {
  @ApiProperty({ example: '2026-01' }) period!: string;
  @ApiProperty({ example: 'block-a' }) site!: string;
  @ApiProperty({ example: 'a-101' }) dwelling!: string;
  @ApiProperty({ nullable: true, type: String, example: 'resident-0042' }) resident!: string | null;
  @ApiProperty({ example: '2026-01-01' }) from!: string;
  @ApiProperty({ example: '2026-01-31' }) to!: string;
  @ApiProperty({ enum: ['SHORT', 'UNPROVEN', 'FREE_DUE', 'FREE_PAID'], example: 'FREE_DUE' }) status!: string;
  @ApiProperty({ type: [String], example: [] }) reasons!: string[];
  @ApiProperty({ example: 182_000 }) mainWh!: number;
  @ApiProperty({ example: 0 }) auxWh!: number;
  @ApiProperty({ description: "what the resident's own contract charges for it" }) ownCost!: Money;
  @ApiProperty() credited!: Money;
  @ApiProperty({ description: 'by how much free fails' }) short!: Money;
  @ApiProperty({
    nullable: true,
    type: String,
    description: 'who paid the electricity',
    example: 'habitat-nord',
  })
  payer!: string | null;
}

export const proofRow = (row: Selectable<Tables['proof']>): ProofRow => ({
  period: row.period,
  site: row.site,
  dwelling: row.dwelling,
  resident: row.resident,
  from: row.from_day,
  to: row.to_day,
  status: row.status,
  reasons: JSON.parse(row.reasons) as string[],
  mainWh: row.main_wh,
  auxWh: row.aux_wh,
  ownCost: money(row.own_cost_cents),
  credited: money(row.credited_cents),
  short: money(row.short_cents),
  payer: row.payer,
});

export const PROOF_COLUMNS: readonly CsvColumn<ProofRow>[] = [
  { name: 'period', value: (row) => row.period },
  { name: 'site', value: (row) => row.site },
  { name: 'dwelling', value: (row) => row.dwelling },
  { name: 'resident', value: (row) => row.resident },
  { name: 'from', value: (row) => row.from },
  { name: 'to', value: (row) => row.to },
  { name: 'status', value: (row) => row.status },
  { name: 'reasons', value: (row) => row.reasons.join(' ') },
  { name: 'main_wh', value: (row) => row.mainWh },
  { name: 'aux_wh', value: (row) => row.auxWh },
  { name: 'own_cost_eur', value: (row) => row.ownCost.amount },
  { name: 'credited_eur', value: (row) => row.credited.amount },
  { name: 'short_eur', value: (row) => row.short.amount },
  { name: 'payer', value: (row) => row.payer },
];
