export * from './first-events.js';
export * from './zone-offsets.js';
