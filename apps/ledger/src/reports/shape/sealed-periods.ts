import { Inject, Injectable } from '@nestjs/common';
import { type PeriodClosed, readEvent } from '#events';
import type { EventStore } from '#event-store';
import { EVENT_STORE } from '../../tokens.js';

const BATCH_EVENTS = 100;

/** The seal of a closed month is read from its own stream. */
@Injectable()
export class SealedPeriods {
  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  /** `null` while the month is not closed. */
  async closed(period: string): Promise<PeriodClosed['data'] | null> {
    let before: number | null = null;
    for (;;) {
      const events = await this.store.readStreamBackwards(`period-${period}`, before, BATCH_EVENTS);
      for (const recorded of events) {
        if (recorded.type !== 'PeriodClosed') continue;
        const event = readEvent(recorded);
        if (event.type === 'PeriodClosed') return event.data;
      }
      const last = events.at(-1);
      if (last === undefined || last.revision === 0) return null;
      before = last.revision;
    }
  }
}
