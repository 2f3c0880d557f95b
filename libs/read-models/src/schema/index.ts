export * from './table-shapes.js';
export * from './migrations.js';
