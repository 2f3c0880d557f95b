export * from './upload.js';
export * from './upload-encoding.js';
export * from './upload-signature.js';
export * from './telemetry-recorded.js';
export * from './metering-decisions.js';
