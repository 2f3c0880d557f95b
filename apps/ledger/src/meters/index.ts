export type { MeterReadingsAnswer } from './meter-answer.js';
export * from './meters.module.js';
