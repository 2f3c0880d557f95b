export * from './log-source.js';
export * from './run-projection.js';
export * from './stop.js';
