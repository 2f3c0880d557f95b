import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Query, QueryBus, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { previewPeriod, type PeriodPreview } from '#processes/closing';
import { MonthPipe } from '../reports/shape/month.pipe.js';
import { money } from '../reports/shape/money.js';
import { CloseRuns } from './close-runs.js';

export class PreviewPeriod extends Query<PeriodPreview> {
  constructor(readonly period: string) {
    super();
  }
}

@QueryHandler(PreviewPeriod)
export class PreviewPeriodHandler implements IQueryHandler<PreviewPeriod> {
  constructor(private readonly runs: CloseRuns) {}

  execute({ period }: PreviewPeriod): Promise<PeriodPreview> {
    return previewPeriod(this.runs.deps, period);
  }
}

@Controller('v1/periods/:period/preview')
@ApiTags('Periods')
export class PreviewController {
  constructor(private readonly queries: QueryBus) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({
    summary: 'A month as it would close now',
    description: 'Documents, proofs by status, energy, and everything that is missing. Nothing is written.',
  })
  @ApiOkResponse({ description: 'Amounts are texts with a currency; energy is in Wh.' })
  async preview(@Param('period', MonthPipe) period: string): Promise<object> {
    const { documents, missing, ...rest } = await this.queries.execute(new PreviewPeriod(period));
    return {
      ...rest,
      documents: documents.map(({ netCents, vatCents, grossCents, ...document }) => ({
        ...document,
        net: money(netCents),
        vat: money(vatCents),
        gross: money(grossCents),
      })),
      missing: missing.map(({ code, field, remedy }) => ({ code, field, detail: remedy })),
    };
  }
}
