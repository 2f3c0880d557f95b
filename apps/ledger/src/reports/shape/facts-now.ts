import { Inject, Injectable } from '@nestjs/common';
import type { Kysely } from 'kysely';
import { type DomainEvent, readEvent } from '#events';
import { type FactEvent, type Facts, FactsFold, isFactType } from '#domain/facts';
import type { Tables } from '#read-models';
import { READ_MODELS } from '../../tokens.js';

const BATCH_ROWS = 5_000;

const isFact = (event: DomainEvent): event is FactEvent => isFactType(event.type);

/** What people told the ledger, as projected so far: folded once, then only what is new. */
@Injectable()
export class FactsNow {
  private readonly fold = new FactsFold();
  private nextIndex = 0;
  private reading: Promise<void> = Promise.resolve();

  constructor(@Inject(READ_MODELS) private readonly models: Kysely<Tables>) {}

  /** Valid until the caller awaits something else. */
  async current(): Promise<Facts> {
    this.reading = this.reading.catch(() => undefined).then(() => this.catchUp());
    await this.reading;
    return this.fold.current;
  }

  private async catchUp(): Promise<void> {
    for (;;) {
      const rows = await this.models
        .selectFrom('fact')
        .select(['idx', 'type', 'version', 'data'])
        .where('idx', '>=', this.nextIndex)
        .orderBy('idx')
        .limit(BATCH_ROWS)
        .execute();
      for (const row of rows) {
        const event = readEvent(row);
        if (isFact(event)) this.fold.apply(event);
        this.nextIndex = row.idx + 1;
      }
      if (rows.length < BATCH_ROWS) return;
    }
  }
}
