export { fileName, type Format } from './keep-files.js';
export type * from './printable.js';
export * from './proofs-of-period.js';
export * from './render.js';
export * from './render-period.js';
export { startRenderer, type Renderer } from './render-thread.js';
export * from './render-documents.js';
