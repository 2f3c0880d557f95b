import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Clock } from '#ports/clock';

/** A clock that stands where another process put it. */
export class TurnedClock implements Clock {
  constructor(private readonly path: string) {}

  now(): number {
    return Number(readFileSync(this.path, 'utf8'));
  }
}

/** In one step: a reader sees the instant before or this one. */
export function turnClock(path: string, ms: number): void {
  writeFileSync(`${path}.new`, String(ms));
  renameSync(`${path}.new`, path);
}
