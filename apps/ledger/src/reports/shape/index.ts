export * from './api.js';
export * from './csv.js';
export * from './facts-now.js';
export * from './instant.js';
export * from './money.js';
export * from './page.js';
export * from './report-query.js';
export * from './unknown.js';
