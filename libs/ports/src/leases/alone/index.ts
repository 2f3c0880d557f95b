export * from './alone-leases.js';
