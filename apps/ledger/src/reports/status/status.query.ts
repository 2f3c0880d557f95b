import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Kysely } from 'kysely';
import { readEvent } from '#events';
import { invariant } from '#domain/decision';
import type { EventStore } from '#event-store';
import type { Projector, Tables } from '#read-models';
import type { Configuration } from '../../configuration/index.js';
import { placesOf } from '../../places.js';
import { CONFIGURATION, EVENT_STORE, PROJECTOR, READ_MODELS } from '../../tokens.js';
import { VERSION } from '../../version.js';
import { FactsNow } from '../shape/index.js';
import type { Engines, ProjectionStatus, Status } from './status.js';

export class StatusQuery extends Query<Status> {}

function enginesOf(configuration: Configuration): Engines {
  const { log, models, documents, keys } = placesOf(configuration);
  return { log: log.kind, readModels: models.kind, documents: documents.kind, keys: keys.kind };
}

@QueryHandler(StatusQuery)
export class StatusHandler implements IQueryHandler<StatusQuery> {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(PROJECTOR) private readonly projector: Projector,
    @Inject(READ_MODELS) private readonly models: Kysely<Tables>,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
    private readonly facts: FactsNow,
  ) {}

  async execute(): Promise<Status> {
    const [first] = (await this.store.readAll(0, 1)).events;
    invariant(first !== undefined, 'the log has no first event');
    const named = readEvent(first);
    invariant(named.type === 'InstallationNamed', `event 0 is ${named.type}`);
    const nextIndex = await this.store.nextIndex();
    const { heaters } = await this.facts.current();
    return {
      installation: named.data.installation,
      name: named.data.name,
      version: VERSION,
      nextIndex,
      engines: enginesOf(this.configuration),
      readModels: this.projection(nextIndex),
      heaters: heaters.size,
      ...(await this.counts()),
    };
  }

  private projection(end: number): ProjectionStatus {
    const { nextIndex, failed, rebuilding, partitions } = this.projector.status();
    const lagAt = (index: number): number => Math.max(0, end - index);
    return {
      nextIndex,
      lagEvents: lagAt(nextIndex),
      failed: failed === null ? null : `event ${failed.index}: ${failed.message}`,
      rebuiltUpTo: rebuilding?.nextIndex ?? null,
      partitions: partitions.map((one) => ({ ...one, lagEvents: lagAt(one.nextIndex) })),
    };
  }

  private async counts(): Promise<Pick<Status, 'heldSpans' | 'documents' | 'lastClosedPeriod'>> {
    const held = await this.models
      .selectFrom('held')
      .select(({ fn }) => fn.countAll<number | string>().as('rows'))
      .where('status', '=', 'held')
      .executeTakeFirstOrThrow();
    const documents = await this.models
      .selectFrom('document')
      .select(({ fn }) => fn.countAll<number | string>().as('rows'))
      .executeTakeFirstOrThrow();
    const closed = await this.models
      .selectFrom('cut')
      .select(({ fn }) => fn.max('period').as('period'))
      .where('status', '=', 'closed')
      .executeTakeFirst();
    return {
      heldSpans: Number(held.rows),
      documents: Number(documents.rows),
      lastClosedPeriod: closed?.period ?? null,
    };
  }
}
