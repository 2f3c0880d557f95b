import { refuse, type Refusal } from './decision.js';

/** A check that a command did not pass, or `null` where it did. */
export type Refused = { readonly refused: Refusal };
export type Check = Refused | null;

export const refuseIf = (wrong: boolean, code: string, field: string, remedy: string): Check =>
  wrong ? refuse(code, field, remedy) : null;

/** The first check that was not passed. */
export const firstRefused = (...checks: readonly Check[]): Check =>
  checks.find((check) => check !== null) ?? null;
