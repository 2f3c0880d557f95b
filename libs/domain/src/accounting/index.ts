export * from './entry.js';
export * from './document-entry.js';
export * from './money-entries.js';
export * from './accruals.js';
export * from './fiscal-year-of.js';
export * from './fiscal-years.js';
export * from './fiscal-year-of.js';
export * from './entries-batches.js';
