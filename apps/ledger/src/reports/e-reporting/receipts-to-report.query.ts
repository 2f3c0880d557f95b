import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type Kysely, type Selectable, sql } from 'kysely';
import { byRate, receivedCents } from '#domain/lifecycle';
import { MONEY_ON_DOCUMENT, moneyOf, receivedInModels } from '#processes/settlements';
import type { Tables } from '#read-models';
import { READ_MODELS } from '../../tokens.js';
import { type Page, keyOf, money, pageOf } from '../shape/index.js';
import type { ToReportRow } from './to-report-row.js';

export class ReceiptsToReportQuery extends Query<Page<ToReportRow>> {
  constructor(
    readonly party: string | undefined,
    readonly limit: number,
    readonly after: string | undefined,
  ) {
    super();
  }
}

/** Reported of it by statuses 212. */
const reported = sql<number | string>`coalesce((
  select sum(document_event.cents) from document_event
  where document_event.series = document.series and document_event.number = document.number
    and document_event.kind = 'status' and document_event.subject = '212'), 0)`;

type Found = Pick<Selectable<Tables['document']>, 'idx' | 'series' | 'number' | 'party' | 'issue_date'> & {
  readonly allocated: number | string;
  readonly credited: number | string;
  readonly lowered: number | string;
  readonly reported: number | string;
};

/** Domestic business invoices of which a platform was told more or less than was received: VAT falls due by receipts. */
@QueryHandler(ReceiptsToReportQuery)
export class ReceiptsToReportHandler implements IQueryHandler<ReceiptsToReportQuery> {
  constructor(@Inject(READ_MODELS) private readonly models: Kysely<Tables>) {}

  async execute({ party, limit, after }: ReceiptsToReportQuery): Promise<Page<ToReportRow>> {
    let query = this.models
      .selectFrom('document')
      .where('document.kind', 'in', ['invoice', 'prepayment-invoice'])
      .where(({ exists, selectFrom }) =>
        exists(
          selectFrom('document_vat')
            .select('document_vat.idx')
            .whereRef('document_vat.idx', '=', 'document.idx')
            .where('document_vat.profile', 'in', ['B2B', 'B2G'])
            .where('document_vat.vat_point', '=', 'receipts'),
        ),
      )
      .where(sql<boolean>`${receivedInModels} <> ${reported}`);
    if (party !== undefined) query = query.where('document.party', '=', party);
    const from = keyOf(after, [0]);
    if (from !== null) query = query.where('document.idx', '>', from[0]);
    const rows: Found[] = await query
      .select([
        'idx',
        'series',
        'number',
        'party',
        'issue_date',
        ...MONEY_ON_DOCUMENT,
        reported.as('reported'),
      ])
      .orderBy('idx')
      .limit(limit + 1)
      .execute();
    const shown = new Map<number, ToReportRow>();
    for (const row of rows.slice(0, limit)) shown.set(row.idx, await this.rowOf(row));
    return pageOf(
      rows,
      limit,
      ({ idx }) => [idx],
      ({ idx }) => shown.get(idx)!,
    );
  }

  private async rowOf(found: Found): Promise<ToReportRow> {
    const totals = await this.models
      .selectFrom('document_vat')
      .selectAll()
      .where('idx', '=', found.idx)
      .orderBy('ord')
      .execute();
    const received = receivedCents(moneyOf(found));
    const dueCents = received - Number(found.reported);
    const rates = totals.map(({ category, rate, base_cents: baseCents, vat_cents: vatCents }) => ({
      category,
      rate,
      baseCents,
      vatCents,
    }));
    return {
      series: found.series,
      number: found.number,
      party: found.party,
      issueDate: found.issue_date,
      received: money(received),
      reported: money(Number(found.reported)),
      toReport: money(dueCents),
      perRate: byRate({ grossCents: dueCents, vatCents: 0 }, rates).map(({ rate, grossCents }) => ({
        vatRate: rate,
        received: money(grossCents),
      })),
    };
  }
}
