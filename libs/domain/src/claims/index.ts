export * from './attestations.js';
export * from './benchmarks.js';
export * from './low-power.js';
