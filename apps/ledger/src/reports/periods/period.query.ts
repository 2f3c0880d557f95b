import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Kysely } from 'kysely';
import type { PeriodClosed } from '#events';
import type { Tables } from '#read-models';
import { READ_MODELS } from '../../tokens.js';
import { SealedPeriods, money } from '../shape/index.js';
import type { Conservation, PeriodDetail, PeriodDocuments, PeriodTotal } from './period-row.js';
import { periodRow } from './periods.query.js';

export class PeriodQuery extends Query<PeriodDetail> {
  constructor(readonly period: string) {
    super();
  }
}

export const conservationOf = (
  closed: Pick<PeriodClosed['data'], 'attributedWh' | 'creditedWh' | 'uncreditableWh' | 'pendingWh'>,
): Conservation => ({
  attributedWh: closed.attributedWh,
  creditedWh: closed.creditedWh,
  uncreditableWh: closed.uncreditableWh,
  pendingWh: closed.pendingWh,
  conserved: closed.attributedWh === closed.creditedWh + closed.uncreditableWh + closed.pendingWh,
});

@QueryHandler(PeriodQuery)
export class PeriodHandler implements IQueryHandler<PeriodQuery> {
  constructor(
    @Inject(READ_MODELS) private readonly models: Kysely<Tables>,
    private readonly sealed: SealedPeriods,
  ) {}

  async execute({ period }: PeriodQuery): Promise<PeriodDetail> {
    const row = await this.models
      .selectFrom('cut')
      .selectAll()
      .where('period', '=', period)
      .executeTakeFirst();
    const closed = row === undefined ? null : await this.sealed.closed(period);
    return {
      period,
      status: row?.status ?? 'open',
      cut: row === undefined ? null : periodRow(row),
      documents: await this.documentsOf(period),
      totals: await this.totalsOf(period),
      conservation: closed === null ? null : conservationOf(closed),
    };
  }

  private async documentsOf(period: string): Promise<PeriodDocuments> {
    const planned = await this.models
      .selectFrom('planned_document')
      .select(['planned', 'party', 'kind', 'status', 'reasons'])
      .where('period', '=', period)
      .orderBy('ord')
      .execute();
    return {
      planned: planned.length,
      issued: planned.filter((row) => row.status === 'issued').length,
      setAside: planned
        .filter((row) => row.status === 'set-aside')
        .map((row) => ({
          planned: row.planned,
          party: row.party,
          kind: row.kind,
          reasons: JSON.parse(row.reasons) as string[],
        })),
    };
  }

  private async totalsOf(period: string): Promise<PeriodTotal[]> {
    const rows = await this.models
      .selectFrom('document')
      .select(({ fn }) => [
        'kind',
        fn.countAll<number | string>().as('documents'),
        fn.sum<number | string>('net_cents').as('net'),
        fn.sum<number | string>('vat_cents').as('vat'),
        fn.sum<number | string>('gross_cents').as('gross'),
      ])
      .where('period', '=', period)
      .groupBy('kind')
      .orderBy('kind')
      .execute();
    return rows.map((row) => ({
      kind: row.kind,
      documents: Number(row.documents),
      net: money(Number(row.net)),
      vat: money(Number(row.vat)),
      gross: money(Number(row.gross)),
    }));
  }
}
