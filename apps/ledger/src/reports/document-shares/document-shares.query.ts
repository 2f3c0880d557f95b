import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Kysely } from 'kysely';
import type { EventStore } from '#event-store';
import { UsageOfMonths } from '#processes/rendering';
import type { Tables } from '#read-models';
import { EVENT_STORE, READ_MODELS } from '../../tokens.js';
import { IssuedDocuments, money } from '../shape/index.js';
import type { ShareRow } from './share-row.js';

export class DocumentSharesQuery extends Query<readonly ShareRow[] | null> {
  constructor(
    readonly series: string,
    readonly number: string,
  ) {
    super();
  }
}

/** Every line of a document over the heaters behind it, as sealed at the cut that computed it: its usage file, as a table. */
@QueryHandler(DocumentSharesQuery)
export class DocumentSharesHandler implements IQueryHandler<DocumentSharesQuery> {
  constructor(
    @Inject(READ_MODELS) private readonly models: Kysely<Tables>,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly documents: IssuedDocuments,
  ) {}

  async execute({ series, number }: DocumentSharesQuery): Promise<readonly ShareRow[] | null> {
    const row = await this.models
      .selectFrom('document')
      .select('idx')
      .where('series', '=', series)
      .where('number', '=', number)
      .executeTakeFirst();
    if (row === undefined) return null;
    const { lines } = await this.documents.at(row.idx);
    const rows = await new UsageOfMonths(this.models, this.store).rowsOf(lines);
    return rows.flatMap(({ line, heater, quantity, unit, amountCents }) =>
      heater === null
        ? []
        : [{ line, label: lines[line - 1]!.label, heater, quantity, unit, share: money(amountCents) }],
    );
  }
}
