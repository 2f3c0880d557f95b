export * from './metering-decision.js';
export * from './decide-metering.js';
