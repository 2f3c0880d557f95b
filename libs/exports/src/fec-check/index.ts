export * from './checker.js';
export type { FecFinding, FecPlace } from './findings.js';
export type { FecNumbering } from './entries.js';
export { RULES, type FecRule } from './rules.js';
