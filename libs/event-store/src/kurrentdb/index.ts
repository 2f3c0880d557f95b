export { openKurrentEventStore, type KurrentEventStoreOptions } from './open.js';
export { serverAddressOf } from './server-url.js';
export { MemoryMarks, openMarks, type Marks } from './marks/index.js';
export type { Known, Place } from './place.js';
