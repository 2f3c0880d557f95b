export {
  FORMATS,
  FORMATS_OF_PROOF,
  MEDIA_TYPES,
  fileName,
  formatsOf,
  savedAs,
  type FileSubject,
  type Format,
} from './formats.js';
export type { NotDrawn } from './not-drawn.js';
export type * from './printable.js';
export * from './proofs-of-period.js';
export * from './render.js';
export * from './render-period.js';
export { RenderFault, startRenderer, type Renderer } from './render-thread.js';
export * from './render-documents.js';
export * from './check-documents.js';
export type { FileFault } from './file-fault.js';
export { UsageOfMonths } from './usage-of-months.js';
