import { Global, Module } from '@nestjs/common';
import { CreditRuns } from './credit-runs.js';
import { CREDIT_RUNS } from './tokens.js';

/** Credits, cancellations and corrections: what their commands run. The commands themselves go the way of all. */
@Global()
@Module({
  providers: [CreditRuns, { provide: CREDIT_RUNS, useExisting: CreditRuns }],
  exports: [CREDIT_RUNS],
})
export class CreditsModule {}
