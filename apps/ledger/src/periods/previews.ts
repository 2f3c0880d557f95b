import { Injectable } from '@nestjs/common';
import { previewPeriod, type PeriodPreview } from '#processes/closing';
import { CloseRuns } from './close-runs.js';

const MINUTE_MS = 60_000;

/**
 * Previews are computed once as long as nothing new is recorded: the pages of one are pages of the same. What they lack
 * depends on the day too, so they are computed anew after a minute.
 */
@Injectable()
export class Previews {
  private last: { readonly key: string; readonly preview: Promise<PeriodPreview> } | null = null;

  constructor(private readonly runs: CloseRuns) {}

  async of(period: string): Promise<PeriodPreview> {
    const { deps } = this.runs;
    const minute = Math.floor(deps.clock.now() / MINUTE_MS);
    const key = `${period}@${await deps.store.nextIndex()}@${minute}`;
    if (this.last?.key !== key) {
      const preview = previewPeriod(deps, period);
      const made = { key, preview };
      this.last = made;
      preview.catch(() => {
        if (this.last === made) this.last = null;
      });
    }
    return this.last.preview;
  }
}
