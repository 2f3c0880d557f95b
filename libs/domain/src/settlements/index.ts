export * from './settled-document.js';
export * from './standing.js';
export * from './books.js';
export * from './commands.js';
export * from './settlements.js';
export { applyCreditNote } from './set-off.js';
export { useCredit } from './use-credit.js';
export { AMOUNT_CENTS_MAX } from './checks.js';
