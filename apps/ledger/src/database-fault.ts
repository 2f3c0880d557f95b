import type { DatabaseError } from '#postgres';

/** Known by its name: loading its class would load a driver that a ledger on files does not need. */
export const isDatabaseError = (fault: unknown): fault is DatabaseError =>
  fault instanceof Error && fault.name === 'DatabaseError' && 'code' in fault;
