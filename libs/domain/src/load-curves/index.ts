export * from './energy-by-day.js';
export * from './meter-months.js';
export * from './rate-curve.js';
export * from './reconciliation.js';
export * from './steps.js';
