export * from './apply-credit-notes.js';
export * from './received-on-documents.js';
export * from './settled-documents.js';
export * from './settlement-events.js';
