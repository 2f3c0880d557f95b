export { BodyOpener, type RecordedUpload } from './body-opener.js';
export * from './log-source.js';
export * from './run-projection.js';
export * from './same-log.js';
export { shelfOf } from './shelf.js';
export * from './stop.js';
