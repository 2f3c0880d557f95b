import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Kysely, Selectable } from 'kysely';
import type { LocalDate } from '#domain/calendar';
import { invariant } from '#domain/decision';
import type { DocumentState, Lifecycle } from '#domain/lifecycle';
import type { Tables } from '#read-models';
import { READ_MODELS } from '../../tokens.js';
import { keyOfRef } from '../lifecycle/document-steps.js';
import { Lifecycles } from '../lifecycle/lifecycles.js';
import { stillOpen } from '../lifecycle/still-open.js';
import { type Page, keyOf, pageOf } from '../shape/index.js';
import { type DocumentRow, documentRow } from './document-row.js';

export interface DocumentsFilter {
  readonly party: string | undefined;
  readonly period: string | undefined;
  readonly kind: string | undefined;
  readonly state?: DocumentState | undefined;
  /** As it was asked; `before` is what it means. */
  readonly asOf?: string | undefined;
  /** Issued by events below this index; undefined: all. */
  readonly before?: number | undefined;
}

type DocumentOfModels = Selectable<Tables['document']>;

interface Found {
  readonly row: DocumentOfModels;
  readonly lifecycle: Lifecycle;
}

/** Documents looked at together where a state is asked for. */
const BATCH_ROWS = 1_000;

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
  constructor(
    @Inject(READ_MODELS) private readonly models: Kysely<Tables>,
    private readonly lifecycles: Lifecycles,
  ) {}

  async execute({ filter, limit, after }: DocumentsQuery): Promise<Page<DocumentRow>> {
    const today = await this.lifecycles.today(filter.asOf, filter.before);
    const found: Found[] = [];
    // States follow from the day: documents are read on until enough of them are in the state asked for.
    for (let from = keyOf(after, [0])?.[0] ?? -1; found.length <= limit;) {
      const wanted = filter.state === undefined ? limit + 1 : Math.max(limit + 1, BATCH_ROWS);
      const rows = await this.candidates(filter, today, from, wanted);
      const lifecycles = await this.lifecycles.of(rows, today, filter.before);
      for (const row of rows) {
        const lifecycle = lifecycles.get(keyOfRef(row));
        invariant(lifecycle !== undefined, `${row.number} has no state`);
        if (filter.state === undefined || lifecycle.state === filter.state) found.push({ row, lifecycle });
      }
      const last = rows.at(-1);
      if (last === undefined || rows.length < wanted) break;
      from = last.idx;
    }
    const files = await this.filesOf(found.map(({ row }) => row.number));
    return pageOf(
      found,
      limit,
      ({ row }) => [row.idx],
      ({ row, lifecycle }) => documentRow(row, files.get(keyOfRef(row)) ?? [], lifecycle),
    );
  }

  /** Documents that may be in the state asked for, after an index. */
  private candidates(
    filter: DocumentsFilter,
    today: LocalDate,
    from: number,
    wanted: number,
  ): Promise<DocumentOfModels[]> {
    let query = this.models.selectFrom('document').selectAll();
    if (filter.party !== undefined) query = query.where('party', '=', filter.party);
    if (filter.period !== undefined) query = query.where('period', '=', filter.period);
    if (filter.kind !== undefined) query = query.where('kind', '=', filter.kind);
    if (filter.before !== undefined) query = query.where('idx', '<', filter.before);
    if (filter.state === 'overdue')
      query = query.where('due_date', '<', today).where(stillOpen(today, filter.before));
    return query.where('idx', '>', from).orderBy('idx').limit(wanted).execute();
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
