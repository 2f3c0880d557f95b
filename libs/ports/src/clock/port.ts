/** Milliseconds UTC. */
export interface Clock {
  now(): number;
}
