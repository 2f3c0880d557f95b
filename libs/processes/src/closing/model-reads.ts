import type { Kysely } from 'kysely';
import { DAY_MS, monthSpan, type Month } from '#domain/calendar';
import { invariant } from '#domain/decision';
import { FactsFold, isFactType, type FactEvent, type Facts } from '#domain/facts';
import {
  coveredFrom,
  coveredTo,
  type DayCell,
  type DayWork,
  type HeldSpan,
  type MeteredHeater,
} from '#domain/metering';
import { readEvent, type DomainEvent, type SealedHeater } from '#events';
import type { EventStore } from '#event-store';
import type { Tables } from '#read-models';
import { shelfOf } from '#read-models/projection';
import { issuedDocumentAt } from './issued-document.js';
import type { ClosingReads } from './reads.js';

const BATCH_ROWS = 5_000;
const isFact = (event: DomainEvent): event is FactEvent => isFactType(event.type);

/** What a close reads, from the read models and, for documents, from the log itself. */
export function modelReads(models: Kysely<Tables>, store: EventStore): ClosingReads {
  return {
    factsBefore: (index) => factsBefore(models, index),
    cuts: async () =>
      (await models.selectFrom('cut').select(['period', 'idx', 'status']).orderBy('period').execute()).map(
        ({ period, idx, status }) => ({ period, index: Number(idx), closed: status === 'closed' }),
      ),
    firstDayWithUsage: async () => {
      const row = await models
        .selectFrom('cell')
        .select(({ fn }) => fn.min('day').as('day'))
        .executeTakeFirst();
      return row?.day === null || row?.day === undefined ? null : Number(row.day);
    },
    metered: (period, facts) => meteredNow(models, period, facts),
    sealings: async (period, upToCut) =>
      (
        await models
          .selectFrom('sealed_heater')
          .select(['cut', 'data'])
          .where('period', '=', period)
          .where('cut', '<=', upToCut)
          .orderBy('cut')
          .orderBy('heater')
          .execute()
      ).map(({ cut, data }) => ({ cut, heater: JSON.parse(data) as SealedHeater })),
    resealedMonths: async (upToCut) =>
      (
        await models
          .selectFrom('sealed_heater')
          .select('period')
          .distinct()
          .whereRef('period', '<', 'cut')
          .where('cut', '<=', upToCut)
          .orderBy('period')
          .execute()
      ).map(({ period }) => period),
    issuedBefore: async (index, fromPeriod) => {
      const rows = await models
        .selectFrom('document')
        .select('idx')
        .where('idx', '<', index)
        .where('period', '>=', fromPeriod)
        .orderBy('idx')
        .execute();
      const documents = [];
      for (const { idx } of rows) documents.push(await issuedDocumentAt(store, Number(idx)));
      return documents;
    },
    setAsideBefore: (index, period) =>
      models
        .selectFrom('planned_document')
        .select('planned')
        .distinct()
        .where('period', '<', period)
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('document')
                .select('document.idx')
                .whereRef('document.planned', '=', 'planned_document.planned')
                .where('document.idx', '<', index),
            ),
          ),
        )
        .orderBy('planned')
        .execute(),
  };
}

async function factsBefore(models: Kysely<Tables>, index: number): Promise<Facts> {
  const fold = new FactsFold();
  for (let from = 0; ;) {
    const rows = await models
      .selectFrom('fact')
      .select(['idx', 'type', 'version', 'data'])
      .where('idx', '>=', from)
      .where('idx', '<', index)
      .orderBy('idx')
      .limit(BATCH_ROWS)
      .execute();
    for (const row of rows) {
      const event = readEvent({ ...row, version: Number(row.version) });
      if (isFact(event)) fold.apply(event);
    }
    if (rows.length < BATCH_ROWS) return fold.snapshot();
    from = Number(rows.at(-1)!.idx) + 1;
  }
}

/** Heaters as they stand now: what a check and a preview look at. Registers at the end are told at the cut only. */
async function meteredNow(models: Kysely<Tables>, period: Month, facts: Facts): Promise<MeteredHeater[]> {
  const zones = [...facts.zones.values()].map((zone) => monthSpan(zone, period));
  invariant(zones.length > 0, 'no zone is known');
  const fromMs = Math.min(...zones.map((span) => span.fromMs));
  const toMs = Math.max(...zones.map((span) => span.toMs));
  const [fromDay, toDay] = [Math.floor(fromMs / DAY_MS), Math.ceil(toMs / DAY_MS)];
  const states = await models.selectFrom('heater_state').selectAll().orderBy('heater').execute();
  const metered: MeteredHeater[] = [];
  for (const row of states) {
    const { heater } = row;
    const { meter } = shelfOf(row);
    const cells = await models
      .selectFrom('cell')
      .select('data')
      .where('heater', '=', heater)
      .where('day', '>=', fromDay)
      .where('day', '<=', toDay)
      .orderBy('day')
      .execute();
    const work = await models
      .selectFrom('work')
      .select('data')
      .where('heater', '=', heater)
      .where('day', '<=', toDay)
      .where((eb) => eb.or([eb('day', '>=', fromDay), eb('after_cut', '!=', '')]))
      .orderBy('day')
      .execute();
    metered.push({
      heater,
      cells: cells.map(({ data }) => JSON.parse(data) as DayCell),
      work: work.map(({ data }) => JSON.parse(data) as DayWork),
      pending: [...meter.attempts.pending.values()].flat(),
      held: await heldIn(models, heater, fromMs, toMs),
      coveredFrom: coveredFrom(meter),
      coveredTo: coveredTo(meter),
      end: null,
      before: null,
      after: null,
    });
  }
  return metered;
}

async function heldIn(
  models: Kysely<Tables>,
  heater: string,
  fromMs: number,
  toMs: number,
): Promise<HeldSpan[]> {
  const rows = await models
    .selectFrom('held')
    .selectAll()
    .where('heater', '=', heater)
    .where('to_ms', '>', fromMs)
    .where('from_ms', '<', toMs)
    .orderBy('from_ms')
    .execute();
  return rows.map((row) => ({
    heater,
    from: Number(row.from_ms),
    to: Number(row.to_ms),
    code: row.code as HeldSpan['code'],
    mainWh: Number(row.main_wh),
    auxWh: Number(row.aux_wh),
    status: row.status as HeldSpan['status'],
  }));
}
