export * from './port.js';
export * from './errors.js';
export * from './line-limit.js';
export * from './append-limit.js';
export * from './catch-up.js';
export * from './address.js';
