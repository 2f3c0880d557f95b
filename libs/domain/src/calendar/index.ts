export * from './local-date.js';
export * from './zone.js';
