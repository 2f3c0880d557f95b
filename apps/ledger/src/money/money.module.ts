import { Global, Module } from '@nestjs/common';
import { MoneyRuns } from './money-runs.js';
import { MONEY_RUNS } from './tokens.js';

/** Settlements: what their commands read, and what follows from them. The commands themselves go the way of all. */
@Global()
@Module({
  providers: [MoneyRuns, { provide: MONEY_RUNS, useExisting: MoneyRuns }],
  exports: [MONEY_RUNS],
})
export class MoneyModule {}
