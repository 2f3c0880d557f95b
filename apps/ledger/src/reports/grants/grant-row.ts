import { ApiProperty } from '@nestjs/swagger';
import type { ContractFacts } from '#domain/facts';
import { invariant } from '#domain/decision';
import { Decimal, toCents } from '#domain/quantity';
import { MS_PER_UNIT } from '#domain/rating';
import { type CsvColumn, Money, money } from '../shape/index.js';

/** What a research grant was given by the end of a month. */
export class GrantRow {
  @ApiProperty({ example: '2026-03' }) period!: string;
  @ApiProperty({ enum: ['open', 'closed'], description: 'open: as known now', example: 'closed' })
  status!: 'open' | 'closed';
  @ApiProperty({ example: 'institut-climat' }) client!: string;
  @ApiProperty({ description: 'id of the grant', example: 'climat-2026' }) grant!: string;
  @ApiProperty({ example: 'Institut du climat' }) beneficiary!: string;
  @ApiProperty({ example: '2026-01-01' }) from!: string;
  @ApiProperty({ nullable: true, type: String, example: '2026-12-31' }) to!: string | null;
  @ApiProperty({ description: 'given in the month (core-hours)', example: '1250.000' }) coreHours!: string;
  @ApiProperty({ description: 'given since the grant began (core-hours)', example: '4100.500' })
  totalCoreHours!: string;
  @ApiProperty({ nullable: true, type: Number, description: 'limit (core-hours)', example: 5000 })
  limitCoreHours!: number | null;
  @ApiProperty({ nullable: true, type: String, description: 'left of the limit', example: '899.500' })
  remainingCoreHours!: string | null;
  @ApiProperty({ description: 'given beyond the limit (core-hours)', example: '0.000' })
  overCoreHours!: string;
  @ApiProperty({ description: 'of the month, at the list that values it, excluding VAT' })
  valueForgone!: Money;
  @ApiProperty({ description: 'the same since the grant began' })
  totalValueForgone!: Money;
  @ApiProperty({ description: 'of the month, without a price on that list (core-hours)', example: '0.000' })
  unpricedCoreHours!: string;
}

/** What one grant was given, added up over months. */
export interface Given {
  readonly coreMs: number;
  readonly totalCoreMs: number;
  readonly valueEur: Decimal;
  readonly totalValueEur: Decimal;
  readonly unpricedCoreMs: number;
}

export const GIVEN_NOTHING: Given = {
  coreMs: 0,
  totalCoreMs: 0,
  valueEur: new Decimal(0),
  totalValueEur: new Decimal(0),
  unpricedCoreMs: 0,
};

const hours = (coreMs: number | Decimal): string =>
  new Decimal(coreMs).div(MS_PER_UNIT).toFixed(3, Decimal.ROUND_HALF_UP);

export function grantRow(
  period: string,
  status: GrantRow['status'],
  { client, grant }: ContractFacts,
  to: string | null,
  given: Given,
): GrantRow {
  invariant(grant !== null, 'a row of grants without a grant');
  const { limitCoreHours } = grant;
  const leftMs =
    limitCoreHours === null ? null : new Decimal(limitCoreHours).times(MS_PER_UNIT).minus(given.totalCoreMs);
  return {
    period,
    status,
    client,
    grant: grant.contract,
    beneficiary: grant.beneficiary,
    from: grant.from,
    to,
    coreHours: hours(given.coreMs),
    totalCoreHours: hours(given.totalCoreMs),
    limitCoreHours,
    remainingCoreHours: leftMs === null ? null : hours(Decimal.max(leftMs, 0)),
    overCoreHours: leftMs === null ? hours(0) : hours(Decimal.max(leftMs.negated(), 0)),
    valueForgone: money(toCents(given.valueEur)),
    totalValueForgone: money(toCents(given.totalValueEur)),
    unpricedCoreHours: hours(given.unpricedCoreMs),
  };
}

export const GRANT_COLUMNS: readonly CsvColumn<GrantRow>[] = [
  { name: 'period', value: (row) => row.period },
  { name: 'status', value: (row) => row.status },
  { name: 'client', value: (row) => row.client },
  { name: 'grant', value: (row) => row.grant },
  { name: 'beneficiary', value: (row) => row.beneficiary },
  { name: 'from', value: (row) => row.from },
  { name: 'to', value: (row) => row.to },
  { name: 'month_core_h', value: (row) => row.coreHours },
  { name: 'total_core_h', value: (row) => row.totalCoreHours },
  { name: 'limit_core_h', value: (row) => row.limitCoreHours },
  { name: 'remaining_core_h', value: (row) => row.remainingCoreHours },
  { name: 'over_core_h', value: (row) => row.overCoreHours },
  { name: 'value_forgone_eur', value: (row) => row.valueForgone.amount },
  { name: 'total_value_forgone_eur', value: (row) => row.totalValueForgone.amount },
  { name: 'unpriced_core_h', value: (row) => row.unpricedCoreHours },
];
