export * from './envelope.js';
export * from './event-fault.js';
export * from './export-line.js';
