import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Kysely } from 'kysely';
import type { PeriodClosed } from '#events';
import type { EventStore } from '#event-store';
import { logBefore, readPeriodWithoutUsage, type PeriodState } from '#processes/closing';
import type { Tables } from '#read-models';
import { lowestCheckpoint } from '../../commands/read-model-lookups.js';
import { EVENT_STORE, READ_MODELS } from '../../tokens.js';
import { instantText, money } from '../shape/index.js';
import type { Conservation, PeriodDetail, PeriodDocuments, PeriodRow, PeriodTotal } from './period-row.js';

export class PeriodQuery extends Query<PeriodDetail> {
  constructor(
    readonly period: string,
    /** Events below it are known; null: all that were projected. */
    readonly before: number | null = null,
  ) {
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

/** A month from its own stream; documents and proofs from the read models, as far as they were issued by then. */
@QueryHandler(PeriodQuery)
export class PeriodHandler implements IQueryHandler<PeriodQuery> {
  constructor(
    @Inject(READ_MODELS) private readonly models: Kysely<Tables>,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  async execute({ period, before }: PeriodQuery): Promise<PeriodDetail> {
    const index = before ?? (await lowestCheckpoint(this.models));
    const state = await readPeriodWithoutUsage(logBefore(this.store, index), period);
    const cut = cutOf(state);
    return {
      period,
      status: cut?.status ?? 'open',
      cut,
      documents: await this.documentsOf(period, state, index),
      totals: await this.totalsOf(period, index),
      proofs: state.closed === null ? {} : await this.proofsOf(period),
      conservation: state.closed === null ? null : conservationOf(state.closed.data),
    };
  }

  /** What was planned, and what of it was issued by then, by this close or a later one. */
  private async documentsOf(
    period: string,
    { planned, setAside }: PeriodState,
    before: number,
  ): Promise<PeriodDocuments> {
    const byId = new Map(planned.map((document) => [document.planned, document]));
    const rows = await this.models
      .selectFrom('document')
      .innerJoin('planned_document', 'planned_document.planned', 'document.planned')
      .select('document.planned')
      .where('document.idx', '<', before)
      .where('planned_document.period', '=', period)
      .execute();
    const issued = new Set(rows.map((row) => row.planned).filter((one) => byId.has(one)));
    return {
      planned: planned.length,
      issued: issued.size,
      setAside: setAside
        .filter((one) => !issued.has(one.planned))
        .map(({ planned: id, reasons, mend = [] }) => ({
          planned: id,
          party: byId.get(id)?.party ?? '',
          kind: byId.get(id)?.kind ?? '',
          reasons: [...reasons],
          mend: [...mend],
        })),
    };
  }

  private async totalsOf(period: string, before: number): Promise<PeriodTotal[]> {
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
      .where('idx', '<', before)
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

  private async proofsOf(period: string): Promise<Record<string, number>> {
    const rows = await this.models
      .selectFrom('proof')
      .select(({ fn }) => ['status', fn.countAll<number | string>().as('dwellings')])
      .where('period', '=', period)
      .groupBy('status')
      .orderBy('status')
      .execute();
    return Object.fromEntries(rows.map(({ status, dwellings }) => [status, Number(dwellings)]));
  }
}

function cutOf({ closing, closed, events }: PeriodState): PeriodRow | null {
  if (closing === null) return null;
  const { period, issueDate, rulesVersion } = closing.data;
  const recorded = events.find(({ index }) => index === closing.index);
  return {
    period,
    status: closed === null ? 'closing' : 'closed',
    cutIndex: closing.index,
    issueDate,
    rulesVersion,
    cutRecordedAt: instantText(recorded?.recordedAt ?? 0),
  };
}
