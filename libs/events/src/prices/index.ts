export * from './computing.js';
export * from './electricity.js';
