export * from './document.js';
export * from './proof.js';
export * from './resident-month.js';
