export * from './decision.js';
export * from './decider.js';
export * from './checks.js';
export * from './same.js';
export * from './invariant.js';
