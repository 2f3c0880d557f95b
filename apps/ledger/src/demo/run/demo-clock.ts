import type { Clock } from '#ports/clock';

/** Stands where it is put, so that a month passes in seconds; then runs on from there, for whoever uses the API afterwards. */
export class DemoClock implements Clock {
  private runningSinceMs: number | null = null;

  /** @param onTurned hears every instant it is put to */
  constructor(
    private ms: number,
    private readonly onTurned: (ms: number) => void = () => undefined,
  ) {
    onTurned(ms);
  }

  now(): number {
    const passedMs = this.runningSinceMs === null ? 0 : performance.now() - this.runningSinceMs;
    return this.ms + Math.floor(passedMs);
  }

  setTo(ms: number): void {
    this.ms = ms;
    this.onTurned(ms);
  }

  runOn(): void {
    this.runningSinceMs = performance.now();
  }
}
