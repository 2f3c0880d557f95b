import { Inject, Optional } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { EventStore } from '#event-store';
import type { Locks } from '#ports/locks';
import type { HeaterDirectory } from '#processes/intake';
import { problemOf } from '../http/index.js';
import { HEATER_DIRECTORY } from '../intake/tokens.js';
import { logUnderLock } from '../locked-log.js';
import { CREDIT_RUNS, type CreditRuns } from '../credits/index.js';
import { MONEY_RUNS, type MoneyRuns } from '../money/index.js';
import { EVENT_STORE, LOCKS } from '../tokens.js';
import { COMMAND_DEFINITIONS } from './command-definitions.js';
import type { CommandDefinition } from './definition.js';
import { execute } from './execute.js';
import { LedgerReads } from './ledger-reads.js';
import type { CommandOutcome } from './outcome.js';
import { readPayload } from './read-payload.js';
import { RunCommand } from './run-command.js';

const BY_PATH: ReadonlyMap<string, CommandDefinition> = new Map(
  COMMAND_DEFINITIONS.map((definition) => [definition.path, definition]),
);

/** Every command of the ledger goes through here: form, decision, one append, answer. */
@CommandHandler(RunCommand)
export class RunCommandHandler implements ICommandHandler<RunCommand> {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly reads: LedgerReads,
    @Inject(LOCKS) private readonly locks: Locks,
    @Optional() @Inject(HEATER_DIRECTORY) private readonly intake: HeaterDirectory | null = null,
    @Optional() @Inject(MONEY_RUNS) private readonly money: MoneyRuns | null = null,
    @Optional() @Inject(CREDIT_RUNS) private readonly credits: CreditRuns | null = null,
  ) {}

  async execute({ command, data, commandId, actor }: RunCommand): Promise<CommandOutcome> {
    const definition = BY_PATH.get(command);
    if (definition === undefined) return refused(command, commandId, UNKNOWN);
    const read = await readPayload(definition.dto, data);
    if ('invalid' in read) return refused(command, commandId, read.invalid.problem);
    const run = (store: EventStore) =>
      execute(definition, read.payload, { commandId, actor }, { store, reads: this.reads });
    const names = await definition.locksOf(read.payload, this.reads);
    const outcome = await (names.length > 0
      ? this.locks.exclusively(names, (lost) => run(logUnderLock(this.store, lost)))
      : run(this.store));
    // The next upload must meet what this command said of its heater.
    if (outcome.status === 'refused') return outcome;
    for (const { stream } of outcome.events) this.intake?.changed(stream);
    const paid = (await this.money?.afterwards(outcome)) ?? outcome;
    return (await this.credits?.afterwards(paid)) ?? paid;
  }
}

const UNKNOWN = problemOf(404, {
  code: 'COMMAND_UNKNOWN',
  field: 'command',
  remedy: 'See /docs for the commands there are.',
});

const refused = (
  command: string,
  commandId: string,
  problem: ReturnType<typeof problemOf>,
): CommandOutcome => ({ command, commandId, status: 'refused', problem });
