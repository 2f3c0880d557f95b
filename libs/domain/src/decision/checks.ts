import { refuse, type Refusal } from './decision.js';

/** A check that a command did not pass, or `null` where it did. */
export type Refused = { readonly refused: Refusal };
export type Check = Refused | null;

export const refuseIf = (wrong: boolean, code: string, field: string, remedy: string): Check =>
  wrong ? refuse(code, field, remedy) : null;

/** The first check that was not passed. */
export const firstRefused = (...checks: readonly Check[]): Check =>
  checks.find((check) => check !== null) ?? null;

/** A check of what may be left out. */
export const whereGiven = <Value>(value: Value | null | undefined, check: (value: Value) => Check): Check =>
  value === null || value === undefined ? null : check(value);
