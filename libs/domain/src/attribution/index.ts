export { BilledDays, type BilledWork } from './billed-days.js';
export * from './energy-in-span.js';
export * from './open-spans.js';
export * from './seal-heater.js';
export * from './standing.js';
export { zoneAt } from './stretches.js';
export { countsIn, workOf } from './work.js';
