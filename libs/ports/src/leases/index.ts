export * from './port.js';
export * from './address.js';
