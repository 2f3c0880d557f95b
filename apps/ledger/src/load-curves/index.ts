export * from './colours.js';
export * from './curve-report.js';
export * from './curve-table.js';
export * from './curve-terms.js';
export * from './enedis-lines.js';
export * from './file-fault.js';
export * from './price-files.js';
export * from './read-curve.js';
