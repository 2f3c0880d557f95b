export * from './problem.js';
export * from './json-bodies.js';
export * from './problem.filter.js';
export * from './validation.pipe.js';
export * from './logging.js';
