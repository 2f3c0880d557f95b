import { ApiProperty } from '@nestjs/swagger';
import { type CsvColumn, Money, money } from '../shape/index.js';
import type { LiveProof } from './live-proofs.js';

const STATUSES = ['SHORT', 'UNPROVEN', 'FREE_DUE', 'FREE_PAID'];

/** For one dwelling and residency in a month: what the resident paid for this heat, at the cut and now. */
export class ProofRow {
  @ApiProperty({ example: '2026-01' }) period!: string;
  @ApiProperty({ example: 'block-a' }) site!: string;
  @ApiProperty({ example: 'a-101' }) dwelling!: string;
  @ApiProperty({ nullable: true, type: String, example: 'resident-0042' }) resident!: string | null;
  @ApiProperty({ example: '2026-01-01' }) from!: string;
  @ApiProperty({ example: '2026-01-31' }) to!: string;
  @ApiProperty({ description: 'at the cut, as the statement prints it', enum: STATUSES, example: 'FREE_DUE' })
  status!: string;
  @ApiProperty({
    description: 'now: paid once the documents that credit it are paid in full',
    enum: STATUSES,
    example: 'FREE_PAID',
  })
  liveStatus!: string;
  @ApiProperty({ type: [String], example: [] }) reasons!: string[];
  @ApiProperty({ example: 182_000 }) mainWh!: number;
  @ApiProperty({ example: 0 }) auxWh!: number;
  @ApiProperty({ description: "what the resident's own contract charges for it" }) ownCost!: Money;
  @ApiProperty() credited!: Money;
  @ApiProperty({ description: 'by how much free fails' }) short!: Money;
  @ApiProperty({
    description: 'credited above own cost; reported, never netted against another month',
  })
  creditedAboveCost!: Money;
  @ApiProperty({
    nullable: true,
    type: Money,
    description: "what it would cost at the supply point's own tariff, whoever pays; null: no price known",
  })
  value!: Money | null;
  @ApiProperty({
    nullable: true,
    type: Number,
    description: 'time with a room temperature and a setpoint (s); null: no sensor',
    example: 2_678_400,
  })
  sensedS!: number | null;
  @ApiProperty({
    nullable: true,
    type: Number,
    description: 'of it, at the setpoint (s)',
    example: 2_600_000,
  })
  atSetpointS!: number | null;
  @ApiProperty({
    nullable: true,
    type: String,
    description: 'who paid the electricity',
    example: 'habitat-nord',
  })
  payer!: string | null;
  @ApiProperty({ type: [String], description: 'documents that credit it, once issued', example: ['R-12'] })
  documents!: string[];
}

/** Own cost is zero where an owner holds the contract: what that owner is credited is not above anything. */
const creditedAboveCost = (creditedCents: number, ownCostCents: number): number =>
  Math.max(0, creditedCents - ownCostCents);

export const proofRow = ({ sealed, reasons, statusAtCut, status, documents }: LiveProof): ProofRow => ({
  period: sealed.period,
  site: sealed.site,
  dwelling: sealed.dwelling,
  resident: sealed.resident,
  from: sealed.from_day,
  to: sealed.to_day,
  status: statusAtCut,
  liveStatus: status,
  reasons: [...reasons],
  mainWh: sealed.main_wh,
  auxWh: sealed.aux_wh,
  ownCost: money(sealed.own_cost_cents),
  credited: money(sealed.credited_cents),
  short: money(sealed.short_cents),
  creditedAboveCost: money(creditedAboveCost(sealed.credited_cents, sealed.own_cost_cents)),
  value: sealed.value_cents === null ? null : money(sealed.value_cents),
  sensedS: sealed.sensed_s,
  atSetpointS: sealed.at_setpoint_s,
  payer: sealed.payer,
  documents: documents.flatMap(({ number }) => number ?? []),
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
  { name: 'live_status', value: (row) => row.liveStatus },
  { name: 'credited_above_cost_eur', value: (row) => row.creditedAboveCost.amount },
  { name: 'value_eur', value: (row) => row.value?.amount ?? null },
  { name: 'sensed_s', value: (row) => row.sensedS },
  { name: 'at_setpoint_s', value: (row) => row.atSetpointS },
  { name: 'documents', value: (row) => row.documents.join(' ') },
];
