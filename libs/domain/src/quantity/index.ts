export * from './integers.js';
export * from './money.js';
