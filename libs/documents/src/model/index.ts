export * from './document.js';
export * from './proof.js';
