export * from './columns.js';
export * from './fec-file.js';
export { Lettering, type Letter, type SettlementLink } from './lettering.js';
export * from './opening.js';
