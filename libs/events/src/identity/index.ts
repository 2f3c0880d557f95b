export * from './uuid.js';
export * from './event-ids.js';
