export * from './heater-directory.js';
export * from './store-heater-directory.js';
export * from './directory-follower.js';
export * from './refusals.js';
export * from './results.js';
export * from './counts.js';
export { WireUploadSchema } from './read-upload.js';
export * from './intake.js';
