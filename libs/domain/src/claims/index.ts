export * from './attestations.js';
export * from './benchmarks.js';
