export * from './cell.js';
