export * from './hledger.js';
