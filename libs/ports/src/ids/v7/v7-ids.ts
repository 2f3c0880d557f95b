import { randomBytes } from 'node:crypto';
import { monotonicUuidV7 } from '#events';
import type { Clock } from '../../clock/port.js';
import type { Ids } from '../port.js';

/** UUIDv7 from a clock and a source of random bytes; never twice, never going back, even when the clock does. */
export const v7Ids = (clock: Clock, random: (count: number) => Uint8Array = randomBytes): Ids => ({
  next: monotonicUuidV7(() => clock.now(), random),
});
