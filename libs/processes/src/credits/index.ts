export * from './carry-out.js';
export type * from './deps.js';
export * from './render-decided.js';
