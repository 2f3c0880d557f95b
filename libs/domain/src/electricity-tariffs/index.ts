export * from './electricity-price.js';
export * from './options.js';
export * from './price-cell.js';
export * from './timetable.js';
export * from './windows.js';
