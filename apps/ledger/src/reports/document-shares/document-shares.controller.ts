import { Get, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { OfDocument, type Page, Report, TableOf, TableQuery, unknown } from '../shape/index.js';
import { DocumentSharesQuery } from './document-shares.query.js';
import { SHARE_COLUMNS, ShareRow } from './share-row.js';

@Report('v1/documents')
export class DocumentSharesController {
  constructor(private readonly queries: QueryBus) {}

  @Get(':series/:number/shares')
  @OfDocument()
  @TableOf({
    summary: 'What each heater has in a document',
    description:
      'Every line over the heaters behind it: electricity by the Wh it credits, computing by the billed work that its price is for; quantity and amount by largest remainder, ties by heater. Fees, reserved capacity, minimums and lines that adjust an earlier month have no usage behind them and no shares.',
    row: ShareRow,
    columns: SHARE_COLUMNS,
  })
  async list(
    @Param('series') series: string,
    @Param('number') number: string,
    @Query() _query: TableQuery,
  ): Promise<Page<ShareRow>> {
    const rows = await this.queries.execute(new DocumentSharesQuery(series, number));
    return { rows: rows ?? unknown('document', `${series}/${number}`), next: null };
  }
}
