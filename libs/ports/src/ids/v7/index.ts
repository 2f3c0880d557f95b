export * from './v7-ids.js';
export * from './seeded-random.js';
