export * from './columns.js';
export * from './fec-file.js';
export * from './opening.js';
