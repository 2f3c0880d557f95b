import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Kysely } from 'kysely';
import type { LocalDate } from '#domain/calendar';
import type { Tables } from '#read-models';
import { READ_MODELS } from '../../tokens.js';
import { FactsNow, type Page } from '../shape/index.js';
import { keyOfRef } from './document-steps.js';
import { Lifecycles } from './lifecycles.js';
import { stillOpen } from './still-open.js';
import { type Late, type Lateness, type OverdueRow, overdueRow } from './overdue-row.js';

export class OverdueQuery extends Query<Page<OverdueRow>> {
  constructor(
    /** Day of the report; undefined: today. */
    readonly on: LocalDate | undefined,
    readonly party: string | undefined,
  ) {
    super();
  }
}

const latenessOf = (kind: string | undefined, ratePercent = '0'): Lateness =>
  kind === 'individual' || kind === 'public-body' ? { owedBy: kind } : { owedBy: 'business', ratePercent };

const BATCH_ROWS = 1_000;

/** What clients owe that is past its due date, on a day, by what was settled up to it. */
@QueryHandler(OverdueQuery)
export class OverdueHandler implements IQueryHandler<OverdueQuery> {
  constructor(
    @Inject(READ_MODELS) private readonly models: Kysely<Tables>,
    private readonly lifecycles: Lifecycles,
    private readonly facts: FactsNow,
  ) {}

  async execute({ on, party }: OverdueQuery): Promise<Page<OverdueRow>> {
    const day = on ?? (await this.lifecycles.today());
    const byParty = new Map<string, Late[]>();
    for await (const late of this.overdue(day, party))
      byParty.set(late.party, [...(byParty.get(late.party) ?? []), late]);
    const { clients, company } = await this.facts.current();
    const rows = [...byParty]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([client, documents]) => {
        const oldestFirst = [...documents].sort((a, b) => b.days - a.days);
        return overdueRow(
          client,
          oldestFirst,
          latenessOf(clients.get(client)?.kind, company?.lateRatePercent),
        );
      });
    return { rows, next: null };
  }

  private async *overdue(day: LocalDate, party: string | undefined): AsyncGenerator<Late> {
    for (let from = -1; ;) {
      let query = this.models
        .selectFrom('document')
        .selectAll()
        .where('kind', '=', 'invoice')
        .where('due_date', '<', day)
        .where(stillOpen(day))
        .where('idx', '>', from);
      if (party !== undefined) query = query.where('party', '=', party);
      const rows = await query.orderBy('idx').limit(BATCH_ROWS).execute();
      const lifecycles = await this.lifecycles.of(rows, day);
      for (const row of rows) {
        const lifecycle = lifecycles.get(keyOfRef(row));
        const { series, number, due_date: dueDate } = row;
        if (lifecycle === undefined || lifecycle.overdueDays === 0 || dueDate === null) continue;
        const { overdueDays: days, openCents, state } = lifecycle;
        yield { series, number, party: row.party, dueDate, days, openCents, disputed: state === 'disputed' };
      }
      const last = rows.at(-1);
      if (last === undefined || rows.length < BATCH_ROWS) return;
      from = last.idx;
    }
  }
}
