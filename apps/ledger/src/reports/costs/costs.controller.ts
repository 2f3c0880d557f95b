import { Get, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { OneOf, Report } from '../shape/index.js';
import { ContractCostQuery } from './contract-cost.query.js';
import { EnergyCostParameters, SpanOfDays, daysOf } from './cost-query.js';
import { ContractCost, SupplyPointCost } from './cost-row.js';
import { SupplyPointCostQuery } from './supply-point-cost.query.js';

@Report('v1')
export class CostsController {
  constructor(private readonly queries: QueryBus) {}

  @Get('supply-points/:supplyPoint/cost')
  @OneOf(
    'What the electricity of a supply point cost over some days',
    SupplyPointCost,
    'As metered and priced now, by the engine that credits owners: Wh per price cell and price version, at its own tariff and at the agreement. Rows are exact; a figure is the exact sum, rounded once. A document rounds each line instead.',
  )
  energy(
    @Param('supplyPoint') supplyPoint: string,
    @Query() parameters: EnergyCostParameters,
  ): Promise<SupplyPointCost> {
    const perHeater = parameters.heaters === 'true';
    return this.queries.execute(new SupplyPointCostQuery(supplyPoint, daysOf(parameters), perHeater));
  }

  @Get('contracts/:contract/cost')
  @OneOf(
    'What the computing of a contract is worth over some days',
    ContractCost,
    'Settled work of these days at the prices of the day. Tiers, packages and allowances belong to a month: here they count what of each month lies in the span; minimums, reserved capacity and fees are left out.',
  )
  work(@Param('contract') contract: string, @Query() parameters: SpanOfDays): Promise<ContractCost> {
    return this.queries.execute(new ContractCostQuery(contract, daysOf(parameters)));
  }
}
