export * from './tables.js';
export * from './changes.js';
export * from './projection-store.js';
export * from './schema/index.js';
