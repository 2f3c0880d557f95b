export { CreditRuns } from './credit-runs.js';
export { CreditsModule } from './credits.module.js';
export { CREDIT_RUNS } from './tokens.js';
