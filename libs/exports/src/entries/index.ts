export * from './batch-entries.js';
