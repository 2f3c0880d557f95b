import { Inject, Injectable } from '@nestjs/common';
import type { Kysely } from 'kysely';
import type { Facts } from '#domain/facts';
import type { SealedHeater } from '#events';
import type { EventStore } from '#event-store';
import { modelReads } from '#processes/closing';
import type { Tables } from '#read-models';
import { EVENT_STORE, READ_MODELS } from '../../tokens.js';

/** A closed month as it was sealed at its own cut. */
export interface SealedMonth {
  readonly period: string;
  readonly cutIndex: number;
  /** As they stood at the cut: by these the month was rated. */
  readonly facts: Facts;
  readonly sealed: readonly SealedHeater[];
}

/** Reads what was sealed of a month. */
@Injectable()
export class MonthOfClaims {
  constructor(
    @Inject(READ_MODELS) private readonly models: Kysely<Tables>,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  /** Null while the month is not closed. */
  async of(period: string): Promise<SealedMonth | null> {
    const cut = await this.models
      .selectFrom('cut')
      .select(['idx', 'status'])
      .where('period', '=', period)
      .executeTakeFirst();
    if (cut?.status !== 'closed') return null;
    const reads = modelReads(this.models, this.store);
    const facts = await reads.factsBefore(cut.idx);
    const rows = await this.models
      .selectFrom('sealed_heater')
      .select('data')
      .where('cut', '=', period)
      .where('period', '=', period)
      .orderBy('heater')
      .execute();
    return {
      period,
      cutIndex: cut.idx,
      facts,
      sealed: rows.map(({ data }) => JSON.parse(data) as SealedHeater),
    };
  }

  /** Indexes of the events that seal the proofs of a month: they stand near the end of its stream. */
  async proofEvents(period: string): Promise<number[]> {
    const found: number[] = [];
    for (let before: number | null = null; ;) {
      const events = await this.store.readStreamBackwards(`period-${period}`, before, BATCH_EVENTS);
      for (const { type, index } of events) {
        if (type === 'DwellingProofsSealed') found.push(index);
        if (BEFORE_PROOFS.has(type)) return found.reverse();
      }
      const last = events.at(-1);
      if (last === undefined || last.revision === 0) return found.reverse();
      before = last.revision;
    }
  }
}

const BATCH_EVENTS = 20;
const BEFORE_PROOFS: ReadonlySet<string> = new Set(['PeriodClosing', 'UsageSealed', 'DocumentsPlanned']);
