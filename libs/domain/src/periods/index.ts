export * from './differences.js';
export * from './documented.js';
export * from './plan-documents.js';
export * from './stale-months.js';
export * from './totals.js';
export * from './check-close.js';
export * from './first-usage.js';
