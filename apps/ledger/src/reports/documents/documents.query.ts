import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Kysely } from 'kysely';
import type { Tables } from '#read-models';
import { READ_MODELS } from '../../tokens.js';
import { type Page, keyOf, pageOf } from '../shape/index.js';
import { type DocumentRow, documentRow } from './document-row.js';

export interface DocumentsFilter {
  readonly party: string | undefined;
  readonly period: string | undefined;
  readonly kind: string | undefined;
  /** Issued by events below this index; undefined: all. */
  readonly before?: number | undefined;
}

/** Documents in the order in which they were issued. */
export class DocumentsQuery extends Query<Page<DocumentRow>> {
  constructor(
    readonly filter: DocumentsFilter,
    readonly limit: number,
    readonly after: string | undefined,
  ) {
    super();
  }
}

@QueryHandler(DocumentsQuery)
export class DocumentsHandler implements IQueryHandler<DocumentsQuery> {
  constructor(@Inject(READ_MODELS) private readonly models: Kysely<Tables>) {}

  async execute({ filter, limit, after }: DocumentsQuery): Promise<Page<DocumentRow>> {
    const key = keyOf(after, [0]);
    let query = this.models.selectFrom('document').selectAll();
    if (filter.party !== undefined) query = query.where('party', '=', filter.party);
    if (filter.period !== undefined) query = query.where('period', '=', filter.period);
    if (filter.kind !== undefined) query = query.where('kind', '=', filter.kind);
    if (filter.before !== undefined) query = query.where('idx', '<', filter.before);
    if (key !== null) query = query.where('idx', '>', key[0]);
    const rows = await query
      .orderBy('idx')
      .limit(limit + 1)
      .execute();
    const files = await this.filesOf(rows.map((row) => row.number));
    return pageOf(
      rows,
      limit,
      (row) => [row.idx],
      (row) => documentRow(row, files.get(`${row.series}/${row.number}`) ?? []),
    );
  }

  private async filesOf(numbers: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    const files = new Map<string, string[]>();
    for (let at = 0; at < numbers.length; at += 500) {
      const rows = await this.models
        .selectFrom('document_file')
        .select(['series', 'number', 'format'])
        .where('number', 'in', numbers.slice(at, at + 500))
        .orderBy('series')
        .orderBy('number')
        .orderBy('format')
        .execute();
      for (const { series, number, format } of rows)
        files.set(`${series}/${number}`, [...(files.get(`${series}/${number}`) ?? []), format]);
    }
    return files;
  }
}
