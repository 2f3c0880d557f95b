export * from './first-events.js';
export { DataFolderForeign } from './folder-mark.js';
export * from './open-installation.js';
export * from './zone-offsets.js';
