import { Get, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { OfDocument, OneOf, Report, Table, TableQuery, unknown } from '../shape/index.js';
import { DocumentLifecycle, LIFECYCLE_COLUMNS } from './lifecycle-answer.js';
import { LifecycleQuery } from './lifecycle.query.js';

@Report('v1/documents')
export class LifecycleController {
  constructor(private readonly queries: QueryBus) {}

  @Get(':series/:number/lifecycle')
  @OfDocument()
  @OneOf(
    'What became of a document',
    DocumentLifecycle,
    'Its state today, what is open, and everything that happened to it. Of several states that apply the first is told: cancelled, paid, disputed, overdue, paid-in-part, replaced, sent, rendered, issued.',
  )
  @Table(LIFECYCLE_COLUMNS)
  async one(
    @Param('series') series: string,
    @Param('number') number: string,
    @Query() _query: TableQuery,
  ): Promise<DocumentLifecycle> {
    const lifecycle = await this.queries.execute(new LifecycleQuery(series, number));
    return lifecycle ?? unknown('document', `${series}/${number}`);
  }
}
