import { BilledDays, type BilledWork } from '#domain/attribution';
import type { Month } from '#domain/calendar';
import { WorkOfMonth, billedContracts, dailyUsage, type DocumentDraft } from '#domain/documents';
import type { DailyUsage, SealedHeater } from '#events';
import type { Kysely } from 'kysely';
import type { Tables } from '#read-models';
import { latest } from './earlier-months.js';
import type { ClosingReads } from './reads.js';

const HEATERS_READ = 1_000;

/** Billed work of a month as its own cut froze it, summed over all heaters. */
export async function billedWork(models: Kysely<Tables>, cut: Month): Promise<readonly BilledWork[]> {
  const days = new BilledDays(cut);
  for (let after = ''; ;) {
    const rows = await models
      .selectFrom('billed_days')
      .select(['heater', 'data'])
      .where('cut', '=', cut)
      .where('heater', '>', after)
      .orderBy('heater')
      .limit(HEATERS_READ)
      .execute();
    for (const { data } of rows) days.addAll(JSON.parse(data) as BilledWork[]);
    if (rows.length < HEATERS_READ) return days.gathered();
    after = rows.at(-1)!.heater;
  }
}

/** Usage of each day for the charts of invoices; a month is read once, when the first invoice asks for it. */
export class DailyUsages {
  private readonly months = new Map<Month, Promise<WorkOfMonth>>();

  /** @param closing the month that is closed, as it was sealed */
  constructor(
    private readonly reads: Pick<ClosingReads, 'billedWork' | 'sealings'>,
    private readonly closing: { readonly period: Month; readonly sealed: readonly SealedHeater[] },
  ) {}

  /** Null: the draft bills no usage of its own month, or its days cannot be told. */
  async of(draft: DocumentDraft): Promise<DailyUsage | null> {
    const behind = billedContracts(draft);
    return behind === null ? null : dailyUsage(behind, await this.month(behind.month));
  }

  private month(month: Month): Promise<WorkOfMonth> {
    const known = this.months.get(month) ?? this.read(month);
    this.months.set(month, known);
    return known;
  }

  private async read(month: Month): Promise<WorkOfMonth> {
    const { closing, reads } = this;
    const sealed = month === closing.period ? closing.sealed : latest(await reads.sealings(month, month));
    return new WorkOfMonth(await reads.billedWork(month), sealed);
  }
}
