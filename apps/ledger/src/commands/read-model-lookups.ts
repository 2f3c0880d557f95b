import type { Kysely } from 'kysely';
import { invariant } from '#domain/decision';
import type { HeldSpanPlace } from '#domain/telemetry';
import type { EventStore } from '#event-store';
import type { Tables } from '#read-models';
import type { ModelsPlace, ProjectedFacts } from './log-facts.js';

const isStatus = (text: string): text is HeldSpanPlace['status'] =>
  ['held', 'released', 'discarded'].includes(text);

/**
 * The spans of a heater that the fold held, as of every decision about them: the read models are waited for to know the
 * last one. Who decides read that list first, so of uploads they know enough.
 * @param passed waits until an event is projected
 */
export async function heldAsDecided(
  models: Kysely<Tables>,
  store: Pick<EventStore, 'readStreamBackwards'>,
  heater: string,
  passed: (index: number) => Promise<void>,
): Promise<readonly HeldSpanPlace[]> {
  const [last] = await store.readStreamBackwards(`metering-${heater}`, null, 1);
  if (last !== undefined) await passed(last.index);
  return heldSpansOf(models, heater);
}

async function heldSpansOf(models: Kysely<Tables>, heater: string): Promise<readonly HeldSpanPlace[]> {
  const rows = await models
    .selectFrom('held')
    .select(['from_ms', 'to_ms', 'status'])
    .where('heater', '=', heater)
    .orderBy('from_ms')
    .orderBy('to_ms')
    .orderBy('code')
    .execute();
  return rows.map(({ from_ms, to_ms, status }) => {
    invariant(isStatus(status), `a span is held with status ${status}`);
    return { from: Number(from_ms), to: Number(to_ms), status };
  });
}

/** Below it every event is in the read models, of every partition; one that has no place yet has passed none. */
export const lowestCheckpoint = async (models: Kysely<Tables>): Promise<number> =>
  (await lowestPlace(models)).next;

/** That checkpoint, and the id of the event before it. */
export async function lowestPlace(models: Kysely<Tables>): Promise<ModelsPlace> {
  const rows = await models.selectFrom('checkpoint').selectAll().execute();
  const partitions = Number(/-of-(\d+)$/.exec(rows[0]?.name ?? '')?.[1] ?? 1);
  const [lowest] = rows
    .map(({ next_index, last_event }) => ({ next: Number(next_index), lastEvent: last_event }))
    .sort((a, b) => a.next - b.next);
  return lowest === undefined || rows.length < partitions ? { next: 0, lastEvent: null } : lowest;
}

/** The `fact` table: every fact before the checkpoint. */
export const projectedFacts = (models: Kysely<Tables>): ProjectedFacts => ({
  place: () => lowestPlace(models),
  async between(from, until, limit) {
    const rows = await models
      .selectFrom('fact')
      .select(['idx', 'type', 'version', 'data'])
      .where('idx', '>=', from)
      .where('idx', '<', until)
      .orderBy('idx')
      .limit(limit)
      .execute();
    return rows.map(({ idx, type, version, data }) => ({
      index: Number(idx),
      type,
      version: Number(version),
      data,
    }));
  },
});
