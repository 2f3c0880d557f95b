export * from './local-date.js';
export * from './zone.js';
export * from './day-span.js';
export * from './date-checks.js';
export * from './instant-checks.js';
