export * from './settings.js';
export * from './read.js';
export * from './print.js';
