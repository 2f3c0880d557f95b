import { Inject, Injectable } from '@nestjs/common';
import type { Kysely, Selectable } from 'kysely';
import { localDateAt, type LocalDate } from '#domain/calendar';
import { lifecycleOf, type Lifecycle, type StatedDocument } from '#domain/lifecycle';
import type { DocumentKind } from '#events';
import type { EventStore } from '#event-store';
import type { Clock } from '#ports/clock';
import type { Tables } from '#read-models';
import { CLOCK, EVENT_STORE, READ_MODELS } from '../../tokens.js';
import { FactsNow } from '../shape/index.js';
import { keyOfRef, stepsOf } from './document-steps.js';

type DocumentOfModels = Selectable<Tables['document']>;

/** What a document states of itself, as the read models have it. */
export const statedDocument = (row: DocumentOfModels): StatedDocument => ({
  // The fold writes the kind of the event.
  kind: row.kind as DocumentKind,
  issueDate: row.issue_date,
  dueDate: row.due_date,
  grossCents: row.gross_cents,
  prepaidCents: row.prepaid_cents,
});

/** States of documents, computed from their rows when they are asked for: nothing is kept that time makes wrong. */
@Injectable()
export class Lifecycles {
  constructor(
    @Inject(READ_MODELS) private readonly models: Kysely<Tables>,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly facts: FactsNow,
  ) {}

  /** By `series/number`, on a day, by events below an index. */
  async of(
    documents: readonly DocumentOfModels[],
    today: LocalDate,
    before?: number,
  ): Promise<ReadonlyMap<string, Lifecycle>> {
    const steps = await stepsOf(this.models, documents, before);
    return new Map(
      documents.map((row) => {
        const key = keyOfRef(row);
        const placed = steps.get(key) ?? [];
        return [
          key,
          lifecycleOf(
            statedDocument(row),
            placed.map(({ step }) => step),
            today,
          ),
        ];
      }),
    );
  }

  /** The day where the company is; of an `asOf` that day: of an instant its own, of an index that of the event before. */
  async today(asOf?: string, before = 0): Promise<LocalDate> {
    return this.dayAt(asOf === undefined ? this.clock.now() : await this.instantOf(asOf, before));
  }

  private async instantOf(asOf: string, before: number): Promise<number> {
    if (!/^\d{1,15}$/.test(asOf)) return Date.parse(asOf);
    if (before === 0) return this.clock.now();
    const [last] = (await this.store.readAll(before - 1, 1)).events;
    return last?.recordedAt ?? this.clock.now();
  }

  private async dayAt(ms: number): Promise<LocalDate> {
    const { company, zones } = await this.facts.current();
    const zone = zones.get(company?.zone ?? '');
    return zone === undefined ? new Date(ms).toISOString().slice(0, 10) : localDateAt(zone, ms);
  }
}
