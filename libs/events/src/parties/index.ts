export * from './owner.js';
export * from './resident.js';
export * from './client.js';
