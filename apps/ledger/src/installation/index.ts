export * from './first-events.js';
export * from './open-installation.js';
export * from './zone-offsets.js';
