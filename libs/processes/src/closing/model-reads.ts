import type { Kysely } from 'kysely';
import { DAY_MS, HALF_HOUR_MS, type Month } from '#domain/calendar';
import type { DayWork, WorkCell } from '#domain/metering';
import { FactsFold, isFactType, type FactEvent, type Facts } from '#domain/facts';
import type { IssuedDocument, SinceCut } from '#domain/periods';
import { readEvent, type DomainEvent, type RecordedEvent, type SealedHeater } from '#events';
import type { LogReads } from './as-of-store.js';
import type { Tables } from '#read-models';
import { shelfOf } from '#read-models/projection';
import { billedWork } from './daily-usages.js';
import { issuedDocumentAt } from './issued-document.js';
import { meteredInParts } from './metered-now.js';
import { periodStream } from './period-stream.js';
import { prepaymentsBefore } from './prepayments-before.js';
import type { ClosingReads, Cut, SealedAnew, Sealing, UnissuedDocument } from './reads.js';

const BATCH_ROWS = 5_000;
const TAIL_EVENTS = 20;
const AFTER_PROOFS: ReadonlySet<string> = new Set(['ResidentCarrySealed', 'AccrualsPosted', 'PeriodClosed']);
const isFact = (event: DomainEvent): event is FactEvent => isFactType(event.type);

/** What a close reads, from the read models and, for documents, from the log itself. */
export const modelReads = (models: Kysely<Tables>, store: LogReads): ClosingReads => ({
  factsBefore: (index) => factsBefore(models, index),
  cuts: () => cutsOf(models),
  firstWork: () => firstWork(models),
  metered: (span, heaters) => meteredInParts(models, span, heaters),
  erasedMonths: () => erasedMonths(models),
  changedSince: (index, before) => changedSince(models, index, before),
  sealings: (period, upToCut) => sealingsOf(models, period, upToCut),
  sealedAnew: (cut) => sealedAnew(models, cut),
  billedWork: (cut) => billedWork(models, cut),
  carriedAfter: (period) => carriedAfter(store, period),
  issuedBefore: (index, fromPeriod, parties) => issuedBefore(models, store, index, fromPeriod, parties),
  prepaymentsBefore: (index) => prepaymentsBefore(models, index),
  setAsideBefore: (index, period) => setAsideBefore(models, index, period),
  numbersOf: (period) => numbersOf(models, period),
});

async function cutsOf(models: Kysely<Tables>): Promise<Cut[]> {
  const rows = await models.selectFrom('cut').selectAll().orderBy('period').execute();
  return rows.map(({ period, idx, status, issue_date }) => ({
    period,
    index: Number(idx),
    closed: status === 'closed',
    issueDate: issue_date,
  }));
}

/** Heat and filler work needs no attempt end and is paid by nobody, and so is work at an impossible time. */
const isPaid = ({ outcome }: WorkCell): boolean => outcome !== 'none';

async function firstWork(models: Kysely<Tables>): Promise<number | null> {
  const settled = await firstSettled(models);
  const states = await models.selectFrom('heater_state').selectAll().execute();
  const pending = states
    .flatMap((row) => [...shelfOf(row).meter.attempts.pending.values()].flat())
    .map(({ slots }) => slots[0]!.slotEndMs - HALF_HOUR_MS);
  const first = Math.min(settled ?? Number.POSITIVE_INFINITY, ...pending);
  return Number.isFinite(first) ? first : null;
}

async function firstSettled(models: Kysely<Tables>): Promise<number | null> {
  for (let after = -1; ;) {
    const next = await models
      .selectFrom('work')
      .select(({ fn }) => fn.min('day').as('day'))
      .where('day', '>', after)
      .executeTakeFirst();
    if (next?.day === null || next?.day === undefined) return null;
    after = Number(next.day);
    const rows = await models.selectFrom('work').select('data').where('day', '=', after).execute();
    const slots = rows
      .flatMap(({ data }) => (JSON.parse(data) as DayWork).work.filter(isPaid))
      .map((cell) => cell.slots[0]!);
    if (slots.length > 0) return after * DAY_MS + Math.min(...slots) * HALF_HOUR_MS;
  }
}

async function sealingsOf(models: Kysely<Tables>, period: Month, upToCut: Month): Promise<Sealing[]> {
  const rows = await models
    .selectFrom('sealed_heater')
    .select(['cut', 'data'])
    .where('period', '=', period)
    .where('cut', '<=', upToCut)
    .orderBy('cut')
    .orderBy('heater')
    .execute();
  return rows.map(({ cut, data }) => ({ cut, heater: JSON.parse(data) as SealedHeater }));
}

async function sealedAnew(models: Kysely<Tables>, cut: Month): Promise<SealedAnew[]> {
  const rows = await models
    .selectFrom('sealed_heater')
    .select(['period', 'data'])
    .where('cut', '=', cut)
    .where('period', '<', cut)
    .orderBy('period')
    .orderBy('heater')
    .execute();
  return rows.map(({ period, data }) => ({ period, heater: JSON.parse(data) as SealedHeater }));
}

/** They are the last that a close says before its seal. */
async function carriedAfter(store: LogReads, period: Month): Promise<string[]> {
  const residents: string[] = [];
  for (let before: number | null = null; ;) {
    const events = await store.readStreamBackwards(periodStream(period), before, TAIL_EVENTS);
    for (const recorded of events) {
      if (!AFTER_PROOFS.has(recorded.type)) return residents;
      const event = readEvent(recorded);
      if (event.type === 'ResidentCarrySealed')
        residents.push(...event.data.carries.map(({ resident }) => resident));
    }
    const last: RecordedEvent | undefined = events.at(-1);
    if (last === undefined || last.revision === 0) return residents;
    before = last.revision;
  }
}

async function issuedBefore(
  models: Kysely<Tables>,
  store: LogReads,
  index: number,
  fromPeriod: Month,
  parties: ReadonlySet<string>,
): Promise<IssuedDocument[]> {
  const rows = await models
    .selectFrom('document')
    .select(['idx', 'party'])
    .where('idx', '<', index)
    .where('period', '>=', fromPeriod)
    // Nothing that was used stands in the invoice of a prepayment.
    .where('kind', '!=', 'prepayment-invoice')
    .orderBy('idx')
    .execute();
  const documents: IssuedDocument[] = [];
  for (const { idx, party } of rows)
    if (parties.has(party)) documents.push(await issuedDocumentAt(store, Number(idx)));
  return documents;
}

async function numbersOf(models: Kysely<Tables>, period: Month): Promise<Map<string, string>> {
  const rows = await models
    .selectFrom('document')
    .select(['planned', 'number'])
    .where('period', '=', period)
    .orderBy('idx')
    .execute();
  return new Map(rows.map(({ planned, number }) => [planned, number]));
}

/** What was planned before is either issued or set aside: what is not issued waits. */
async function setAsideBefore(
  models: Kysely<Tables>,
  index: number,
  period: Month,
): Promise<UnissuedDocument[]> {
  const rows = await models
    .selectFrom('planned_document')
    .select(({ fn }) => [
      'planned',
      'party',
      fn.min<number | string>('net_cents').as('net'),
      fn.min<number | string>('gross_cents').as('gross'),
    ])
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
    .groupBy(['planned', 'party'])
    .orderBy('planned')
    .execute();
  return rows.map(({ planned, party, net, gross }) => ({
    planned,
    party,
    // Gross below net: VAT is below zero where lines of different rates are.
    negative: Number(net) < 0 || Number(gross) < Number(net),
  }));
}

async function erasedMonths(models: Kysely<Tables>): Promise<Map<string, readonly Month[]>> {
  const rows = await models
    .selectFrom('heater_state')
    .selectAll()
    .where('state', 'like', '%"erasure":{%')
    .orderBy('heater')
    .execute();
  return new Map(rows.map((row) => [row.heater, shelfOf(row).erasure?.months ?? []]));
}

async function changedSince(models: Kysely<Tables>, index: number, before: number): Promise<SinceCut> {
  const touched = await models
    .selectFrom('touched')
    .select(['heater', 'day'])
    .where('idx', '>=', index)
    .orderBy('heater')
    .orderBy('day')
    .execute();
  const facts: FactEvent[] = [];
  for await (const event of factEvents(models, index, before)) facts.push(event);
  return { touched: touched.map(({ heater, day }) => ({ heater, day: Number(day) })), facts };
}

async function factsBefore(models: Kysely<Tables>, index: number): Promise<Facts> {
  const fold = new FactsFold();
  for await (const event of factEvents(models, 0, index)) fold.apply(event);
  return fold.snapshot();
}

/** Facts in log order: [from, before). */
async function* factEvents(models: Kysely<Tables>, first: number, before: number): AsyncGenerator<FactEvent> {
  for (let from = first; ;) {
    const rows = await models
      .selectFrom('fact')
      .select(['idx', 'type', 'version', 'data'])
      .where('idx', '>=', from)
      .where('idx', '<', before)
      .orderBy('idx')
      .limit(BATCH_ROWS)
      .execute();
    for (const row of rows) {
      const event = readEvent({ ...row, version: Number(row.version) });
      if (isFact(event)) yield event;
    }
    if (rows.length < BATCH_ROWS) return;
    from = Number(rows.at(-1)!.idx) + 1;
  }
}
