export * from './heater.js';
export * from './site.js';
