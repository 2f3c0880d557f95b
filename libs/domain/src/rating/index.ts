export * from './charge.js';
export * from './client-vat.js';
export * from './credit-price.js';
export * from './energy-charges.js';
export * from './make-charge.js';
export * from './rate-usage.js';
export * from './work-charges.js';
