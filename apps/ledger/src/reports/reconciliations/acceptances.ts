import { ApiProperty } from '@nestjs/swagger';
import type { Kysely } from 'kysely';
import type { ReconciliationKind } from '#domain/load-curves';
import type { EventStore } from '#event-store';
import type { Tables } from '#read-models';
import { instantText } from '../shape/index.js';

/** Who accepted which difference, when and why. */
export class Acceptance {
  @ApiProperty({ description: 'difference that was accepted', example: 1200 }) difference!: number;
  @ApiProperty({ example: 'person:c.duval' }) by!: string;
  @ApiProperty({ example: '2026-04-02T08:00:00.000Z' }) at!: string;
  @ApiProperty({ example: 'meter exchanged on the 12th, first index missing' }) reason!: string;
}

/** What stands accepted of these subjects in a month. */
export async function acceptancesOf(
  models: Kysely<Tables>,
  store: EventStore,
  period: string,
  kind: ReconciliationKind,
  subjects: readonly string[],
): Promise<ReadonlyMap<string, Acceptance>> {
  const found = new Map<string, Acceptance>();
  if (subjects.length === 0) return found;
  const rows = await models
    .selectFrom('reconciled')
    .selectAll()
    .where('period', '=', period)
    .where('kind', '=', kind)
    .where('subject', 'in', [...subjects])
    .execute();
  for (const { subject, difference, reason, idx } of rows) {
    const [event] = (await store.readAll(Number(idx), 1)).events;
    found.set(subject, {
      difference: Number(difference),
      by: event?.actor ?? '',
      at: instantText(event?.recordedAt ?? 0),
      reason,
    });
  }
  return found;
}
