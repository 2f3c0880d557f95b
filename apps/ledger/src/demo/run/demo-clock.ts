import type { Clock } from '#ports/clock';

/** Stands where it is put, so that a month passes in seconds; then runs on from there, for whoever uses the API afterwards. */
export class DemoClock implements Clock {
  private runningSinceMs: number | null = null;

  constructor(private ms: number) {}

  now(): number {
    const passedMs = this.runningSinceMs === null ? 0 : performance.now() - this.runningSinceMs;
    return this.ms + Math.floor(passedMs);
  }

  setTo(ms: number): void {
    this.ms = ms;
  }

  runOn(): void {
    this.runningSinceMs = performance.now();
  }
}
