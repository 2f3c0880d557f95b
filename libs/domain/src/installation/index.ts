export * from './installation.js';
export * from './company.js';
export * from './series.js';
export * from './siren.js';
export * from './vat-number.js';
export * from './vat-rate.js';
export * from './endpoint.js';
export * from './iban.js';
