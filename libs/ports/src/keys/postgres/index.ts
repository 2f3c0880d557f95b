export * from './postgres-keys.js';
