import type { Clock } from '../port.js';

/** A clock that stands where it is put (ms UTC): for demonstrations and tests. */
export class SimulatedClock implements Clock {
  constructor(private ms: number) {}

  now(): number {
    return this.ms;
  }

  setTo(ms: number): void {
    this.ms = ms;
  }

  advanceBy(ms: number): void {
    this.ms += ms;
  }
}
