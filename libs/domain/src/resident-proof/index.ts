export * from './free-dwellings.js';
export * from './live-status.js';
export * from './prove.js';
export * from './residencies.js';
export * from './status.js';
