export * from './decision.js';
export * from './invariant.js';
