export * from './definitions.js';
export * from './registry.js';
export * from './events.js';
