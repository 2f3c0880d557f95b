import { Module, type Provider } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import type { Kysely } from 'kysely';
import type { EventStore } from '#event-store';
import type { Clock } from '#ports/clock';
import type { Keys } from '#ports/keys';
import type { Projector, Tables } from '#read-models';
import type { Configuration } from '../configuration/index.js';
import { waitingEntries } from '../exports/batches/waiting-entries.js';
import { CREDIT_RUNS, type CreditRuns } from '../credits/index.js';
import { MONEY_RUNS, type MoneyRuns } from '../money/index.js';
import { comparedNow } from '../reports/reconciliations/compared-now.js';
import { passedWithin } from '../read-models-behind.js';
import { CLOCK, CONFIGURATION, EVENT_STORE, KEYS, PROJECTOR, RANDOMNESS, READ_MODELS } from '../tokens.js';
import { CommandBatchController } from './batch.controller.js';
import { COMMANDS_BY_SUBJECT } from './command-definitions.js';
import { commandRoutes } from './command-routes.js';
import { LedgerReads } from './ledger-reads.js';
import { LogFacts } from './log-facts.js';
import { heldAsDecided, projectedFacts } from './read-model-lookups.js';
import { RunCommandHandler } from './run-command.handler.js';
import { StreamStates } from './stream-states.js';

const reads: Provider = {
  provide: LedgerReads,
  inject: [
    EVENT_STORE,
    KEYS,
    CLOCK,
    RANDOMNESS,
    { token: READ_MODELS, optional: true },
    { token: MONEY_RUNS, optional: true },
    { token: PROJECTOR, optional: true },
    { token: CONFIGURATION, optional: true },
    { token: CREDIT_RUNS, optional: true },
  ],
  useFactory: (
    store: EventStore,
    keys: Keys,
    clock: Clock,
    randomness: (count: number) => Uint8Array,
    models?: Kysely<Tables>,
    money?: MoneyRuns,
    projector?: Projector,
    configuration?: Configuration,
    credits?: CreditRuns,
  ) => {
    const waitMs = configuration?.waitMsMax ?? 0;
    const passed = async (index: number): Promise<void> =>
      projector && passedWithin(projector, index, { waitMs });
    const facts = new LogFacts(store, models === undefined ? null : projectedFacts(models));
    return new LedgerReads({
      states: new StreamStates(store),
      held: async (heater) => (models === undefined ? null : heldAsDecided(models, store, heater, passed)),
      facts: () => facts.current(),
      keys,
      clock,
      ...(models === undefined
        ? {}
        : {
            compared: (asked, known) => comparedNow(models, store, known, asked),
            waiting: (batches, upTo) => waitingEntries({ store, models, passed }, batches, upTo),
          }),
      ...(money === undefined ? {} : { money }),
      ...(credits === undefined ? {} : { credits }),
      randomness,
    });
  },
};

/**
 * What people tell the ledger: `POST /v1/commands/<name>`, and many at once under `POST /v1/commands`.
 * Asks for EVENT_STORE, KEYS, CLOCK, IDS and RANDOMNESS of `tokens.ts`, and for READ_MODELS where there are any.
 */
@Module({
  imports: [CqrsModule.forRoot()],
  controllers: [
    CommandBatchController,
    ...Object.entries(COMMANDS_BY_SUBJECT).map(([subject, definitions]) =>
      commandRoutes(subject, definitions),
    ),
  ],
  providers: [reads, RunCommandHandler],
  exports: [LedgerReads],
})
export class CommandsModule {}
