export * from './price-list.js';
export * from './client.js';
export * from './decide-client.js';
