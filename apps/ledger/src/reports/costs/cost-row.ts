import { ApiProperty } from '@nestjs/swagger';
import type { CostRow, CostTotal, SpanCost, WorkCost } from '#domain/periods';
import type { Charge } from '#domain/rating';
import { Money, money } from '../shape/index.js';

/** Energy at one price version: the exact amount, and the same rounded once. */
export class EnergyCostRow {
  @ApiProperty({ example: 'base' }) priceCell!: string;
  @ApiProperty({ description: 'price list @ first day of its version', example: 'base-6@2026-08-01' })
  priceVersion!: string;
  @ApiProperty({
    nullable: true,
    type: String,
    description: 'per kWh; null where each hour has its own',
    example: '0.2001',
  })
  priceEur!: string | null;
  @ApiProperty({ example: 168_000 }) energyWh!: number;
  @ApiProperty({ description: 'not rounded', example: '33.6168' }) exactEur!: string;
  @ApiProperty() figure!: Money;
}

export class EnergyCost {
  @ApiProperty({ type: [EnergyCostRow] }) rows!: EnergyCostRow[];
  @ApiProperty({ example: 360_000 }) energyWh!: number;
  @ApiProperty({ description: 'exact sum of the rows', example: '70.8648' }) exactEur!: string;
  @ApiProperty({ description: 'the exact sum, rounded once' }) figure!: Money;
}

export class EnergyByReason {
  @ApiProperty({ example: 'NO_READING' }) reason!: string;
  @ApiProperty({ example: 0 }) energyWh!: number;
}

export class HeaterCost {
  @ApiProperty({ example: 'h-0001' }) heater!: string;
  @ApiProperty({ description: "at the supply point's own tariff" }) own!: EnergyCost;
  @ApiProperty({ description: 'at the price of the agreement' }) credit!: EnergyCost;
  @ApiProperty({ type: [EnergyByReason] }) pending!: EnergyByReason[];
  @ApiProperty({ type: [EnergyByReason] }) uncredited!: EnergyByReason[];
}

/** What the heat of a supply point cost over some days. A figure: no document says so. */
export class SupplyPointCost {
  @ApiProperty({ example: '14500000000001' }) supplyPoint!: string;
  @ApiProperty({ example: '2026-07-16' }) from!: string;
  @ApiProperty({ description: 'last day, included', example: '2026-08-14' }) to!: string;
  @ApiProperty({ description: "at the supply point's own tariff, including tax" }) own!: EnergyCost;
  @ApiProperty({ description: 'at the price of the repayment agreement' }) credit!: EnergyCost;
  @ApiProperty({ type: [EnergyByReason], description: 'cannot be priced or credited yet' })
  pending!: EnergyByReason[];
  @ApiProperty({ type: [EnergyByReason], description: 'not credited' }) uncredited!: EnergyByReason[];
  @ApiProperty({ type: [HeaterCost], required: false }) heaters?: HeaterCost[];
}

const rowOf = ({ priceCell, version, priceEur, energyWh, exactEur, cents }: CostRow): EnergyCostRow => ({
  priceCell,
  priceVersion: version,
  priceEur,
  energyWh,
  exactEur: exactEur.toFixed(),
  figure: money(cents),
});

const sideOf = ({
  rows,
  total,
}: {
  readonly rows: readonly CostRow[];
  readonly total: CostTotal;
}): EnergyCost => ({
  rows: rows.map(rowOf),
  energyWh: total.energyWh,
  exactEur: total.exactEur.toFixed(),
  figure: money(total.cents),
});

export const energyCost = (cost: SpanCost): Omit<HeaterCost, 'heater'> => ({
  own: sideOf(cost.own),
  credit: sideOf(cost.credit),
  pending: [...cost.pending],
  uncredited: [...cost.uncredited],
});

export class WorkCostRow {
  @ApiProperty({ example: '2026-08|work|lab-1|usage|core@2026-01-01' }) key!: string;
  @ApiProperty({ example: '1382400.000' }) quantity!: string;
  @ApiProperty({ example: 'core-second' }) unit!: string;
  @ApiProperty({ description: 'EUR per `priceBase` units', example: '0.05' }) priceEur!: string;
  @ApiProperty({ example: 3600 }) priceBase!: number;
  @ApiProperty({ example: '19.2' }) exactEur!: string;
  @ApiProperty() figure!: Money;
}

export class WorkByReason {
  @ApiProperty({ example: 'NOT_COMPLETED' }) reason!: string;
  @ApiProperty({ description: 'core·ms', example: 28_800_000 }) coreMs!: number;
}

/** What settled work of a contract over some days is worth. */
export class ContractCost {
  @ApiProperty({ example: 'lab-1' }) contract!: string;
  @ApiProperty({ example: '2026-08-01' }) from!: string;
  @ApiProperty({ description: 'last day, included', example: '2026-08-15' }) to!: string;
  @ApiProperty({ type: [WorkCostRow] }) rows!: WorkCostRow[];
  @ApiProperty({ example: '19.2' }) exactEur!: string;
  @ApiProperty({ description: 'the exact sum, rounded once, excluding VAT' }) figure!: Money;
  @ApiProperty({ type: [WorkByReason], description: 'work that no document bills' })
  unbilled!: WorkByReason[];
  @ApiProperty({
    type: [String],
    example: ['Tiers count what of each month lies in the span.'],
  })
  notes!: string[];
}

const workRow = (charge: Charge): WorkCostRow => ({
  key: charge.key,
  quantity: charge.quantityText,
  unit: charge.unit,
  priceEur: charge.priceEur,
  priceBase: charge.priceBase,
  exactEur: charge.amountEur.toFixed(),
  figure: money(charge.amountCents),
});

export const workCostOf = (
  cost: WorkCost,
): Pick<ContractCost, 'rows' | 'exactEur' | 'figure' | 'unbilled'> => ({
  rows: cost.charges.map(workRow),
  exactEur: cost.exactEur.toFixed(),
  figure: money(cost.cents),
  unbilled: [...cost.unbilled],
});
