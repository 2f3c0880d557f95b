export * from './postgres-locks.js';
