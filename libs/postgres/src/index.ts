export * from './errors.js';
export * from './database.js';
export * from './installation.js';
export { redacted } from './url.js';
