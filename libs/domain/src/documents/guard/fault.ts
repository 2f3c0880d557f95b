import type { Check, Refusal } from '#domain/decision';

/** What is wrong with a document: a stable code, the field (with its business term of EN 16931) and what to mend. */
export type Fault = Refusal;

export const faultIf = (wrong: boolean, code: string, field: string, remedy: string): Fault[] =>
  wrong ? [{ code, field, remedy }] : [];

/** The fault of a check that commands make as well. */
export const faultOf = (check: Check): Fault[] => (check === null ? [] : [check.refused]);
