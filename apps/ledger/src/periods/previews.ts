import { Injectable } from '@nestjs/common';
import { previewPeriod, type PeriodPreview } from '#processes/closing';
import { CloseRuns } from './close-runs.js';

/** Previews are computed once as long as nothing new is recorded: the pages of one are pages of the same. */
@Injectable()
export class Previews {
  private last: { readonly key: string; readonly preview: Promise<PeriodPreview> } | null = null;

  constructor(private readonly runs: CloseRuns) {}

  async of(period: string): Promise<PeriodPreview> {
    const { deps } = this.runs;
    const key = `${period}@${await deps.store.nextIndex()}`;
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
