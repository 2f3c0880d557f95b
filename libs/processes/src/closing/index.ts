export * from './as-of-store.js';
export * from './close-period.js';
export * from './deps.js';
export * from './issued-document.js';
export { linesHash } from './long-document.js';
export {
  periodStream,
  readPeriod,
  readPeriodWithoutUsage,
  StoreRefused,
  type PeriodState,
} from './period-stream.js';
export * from './model-reads.js';
export { prepaymentsBefore } from './prepayments-before.js';
export * from './preview.js';
export * from './reads.js';
export * from './sealed-now.js';
