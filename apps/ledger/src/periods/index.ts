export * from './periods.module.js';
