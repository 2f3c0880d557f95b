import type { Kysely } from 'kysely';
import type { Tables } from '#read-models';
import type { HeldSpanPlace } from './ledger-reads.js';
import type { ProjectedFacts } from './log-facts.js';

/** Spans of a heater that were ever held. Who decides read that list first, so what was projected is new enough. */
export const heldSpansOf = (models: Kysely<Tables>, heater: string): Promise<readonly HeldSpanPlace[]> =>
  models.selectFrom('held').select(['from_ms as from', 'to_ms as to']).where('heater', '=', heater).execute();

/** The `fact` table: every fact before the checkpoint. */
export const projectedFacts = (models: Kysely<Tables>): ProjectedFacts => ({
  async nextIndex() {
    const row = await models.selectFrom('checkpoint').select('next_index').executeTakeFirst();
    return Number(row?.next_index ?? 0);
  },
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
