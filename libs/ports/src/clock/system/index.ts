import type { Clock } from '../port.js';

/** The clock of the machine. */
export const systemClock: Clock = Object.freeze({ now: () => Date.now() });
