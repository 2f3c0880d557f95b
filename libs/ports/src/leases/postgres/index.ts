export * from './postgres-leases.js';
