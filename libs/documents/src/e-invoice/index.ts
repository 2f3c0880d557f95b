export * from './of-document.js';
export type * from './terms.js';
