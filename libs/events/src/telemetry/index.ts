export * from './upload.js';
export * from './telemetry-recorded.js';
export * from './metering-decisions.js';
