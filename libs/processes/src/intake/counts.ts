import type { UploadResult } from './results.js';

/** What intake did since it started: for metrics, never for figures. */
export class IntakeCounts {
  recorded = 0;
  repeated = 0;
  notAttempted = 0;
  readonly refused = new Map<string, number>();

  count(result: UploadResult, repeated: boolean): void {
    switch (result.status) {
      case 'recorded':
        this.recorded += 1;
        if (repeated) this.repeated += 1;
        return;
      case 'refused':
        this.refused.set(result.code, (this.refused.get(result.code) ?? 0) + 1);
        return;
      case 'not-attempted':
        this.notAttempted += 1;
    }
  }
}
