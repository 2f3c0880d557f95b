import type { Kysely } from 'kysely';
import type { Facts } from '#domain/facts';
import type { Compared, ReconciliationKind } from '#domain/load-curves';
import type { EventStore } from '#event-store';
import { modelReads } from '#processes/closing';
import type { Tables } from '#read-models';
import { contractWork } from './jobs/contract-work.js';
import { drawnBehind } from './meters/heaters-behind.js';

/**
 * What two sources say of a supply point (heaters, meter) or a contract (work; a list of jobs is not kept) in a month.
 * Null: the ledger knows no such subject.
 */
export async function comparedNow(
  models: Kysely<Tables>,
  store: EventStore,
  facts: Facts,
  asked: { readonly kind: ReconciliationKind; readonly period: string; readonly subject: string },
): Promise<Compared | null> {
  const { kind, period, subject } = asked;
  if (kind === 'jobs') {
    if (!facts.contracts.has(subject)) return null;
    const { coreMs } = await contractWork(models, { facts, period, contracts: new Set([subject]) });
    return { ours: coreMs.get(subject) ?? 0, theirs: null };
  }
  if (!facts.supplyPoints.has(subject)) return null;
  const drawn = (await drawnBehind(models, modelReads(models, store), facts, period, [subject])).get(subject);
  const curve = await models
    .selectFrom('meter_month')
    .select('energy_wh')
    .where('supply_point', '=', subject)
    .where('period', '=', period)
    .executeTakeFirst();
  return {
    ours: (drawn?.mainWh ?? 0) + (drawn?.auxWh ?? 0),
    theirs: curve === undefined ? null : Number(curve.energy_wh),
  };
}
