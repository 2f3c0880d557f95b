export * from './hour-windows.js';
export * from './site.js';
export * from './supply-point.js';
export * from './decide-supply-point.js';
export * from './heater.js';
export * from './decide-heater.js';
