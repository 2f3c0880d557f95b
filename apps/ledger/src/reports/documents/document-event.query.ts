import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Kysely } from 'kysely';
import type { Tables } from '#read-models';
import { READ_MODELS } from '../../tokens.js';
import { IssuedDocuments, type IssuedDocument } from '../shape/index.js';

export class DocumentEventQuery extends Query<IssuedDocument | null> {
  constructor(
    readonly series: string,
    readonly number: string,
  ) {
    super();
  }
}

/** A document as its event says it, with the lines that stand in events before it. */
@QueryHandler(DocumentEventQuery)
export class DocumentEventHandler implements IQueryHandler<DocumentEventQuery> {
  constructor(
    @Inject(READ_MODELS) private readonly models: Kysely<Tables>,
    private readonly documents: IssuedDocuments,
  ) {}

  async execute({ series, number }: DocumentEventQuery): Promise<IssuedDocument | null> {
    const row = await this.models
      .selectFrom('document')
      .select('idx')
      .where('series', '=', series)
      .where('number', '=', number)
      .executeTakeFirst();
    return row === undefined ? null : this.documents.at(row.idx);
  }
}
