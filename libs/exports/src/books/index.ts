export * from './books.js';
export * from './chart.js';
export * from './parties-of-entry.js';
export * from './running-balances.js';
