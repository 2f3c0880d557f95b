export * from './client.js';
export * from './compute-price.js';
export * from './compute-price-list.js';
export * from './decide-client.js';
export * from './flat-price.js';
export * from './plain-terms.js';
export * from './price-notices.js';
export * from './research-budget.js';
export { termEndOn } from './contract-term.js';
