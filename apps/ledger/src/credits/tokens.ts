/** `CreditRuns`: what decides about documents that were issued. */
export const CREDIT_RUNS = Symbol('CreditRuns');
