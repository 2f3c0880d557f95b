export * from './define-event.js';
export * from './scalars.js';
