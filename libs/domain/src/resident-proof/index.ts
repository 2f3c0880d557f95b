export * from './prove.js';
