export { MoneyModule } from './money.module.js';
export { MoneyRuns } from './money-runs.js';
export { MONEY_RUNS } from './tokens.js';
