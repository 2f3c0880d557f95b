export * from './electricity-price-list.js';
export * from './electricity-price.js';
export * from './missing-price.js';
export * from './options.js';
export * from './price-cell.js';
export * from './spot-prices.js';
export * from './tempo-calendar.js';
export * from './timetable.js';
export { liesIn, minutesOf, windowOf, windowsMeet, type HourWindow } from '#domain/fleet';
