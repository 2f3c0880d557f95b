export * from './log-source.js';
export * from './run-projection.js';
export { shelfOf } from './shelf.js';
export * from './stop.js';
