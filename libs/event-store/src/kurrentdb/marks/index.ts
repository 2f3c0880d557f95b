export type { Marks } from './marks.js';
export { MemoryMarks } from './memory-marks.js';
export { openMarks } from './open-marks.js';
