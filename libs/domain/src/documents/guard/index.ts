export { assertExact, guardDocument, type GuardedWith } from './guard.js';
export type { Fault } from './fault.js';
export { faultsAgainst, reasonsOf } from './judge.js';
