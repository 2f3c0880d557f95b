/** `MoneyRuns`: what settlements read and what follows from them. */
export const MONEY_RUNS = Symbol('MoneyRuns');
