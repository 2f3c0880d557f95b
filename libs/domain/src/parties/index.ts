export * from './owner.js';
export * from './decide-owner.js';
export * from './resident.js';
export * from './decide-resident.js';
export * from './client.js';
