import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { CreditCommand } from '#domain/credits';
import type { Facts } from '#domain/facts';
import type { EventStore } from '#event-store';
import type { Clock } from '#ports/clock';
import type { DocumentFiles } from '#ports/documents';
import type { Keys } from '#ports/keys';
import { carryOut, renderDecided, type CreditMeta, type CreditOutcome } from '#processes/credits';
import type { Tables } from '#read-models';
import type { CommandDone } from '../commands/outcome.js';
import { MONEY_RUNS, type MoneyRuns } from '../money/index.js';
import { logUntil } from '../stopping.js';
import {
  CLOCK,
  DOCUMENT_FILES,
  EVENT_STORE,
  KEYS,
  LOGGER,
  RANDOMNESS,
  READ_MODELS,
  STOPPING,
} from '../tokens.js';

const PROCESS = { actor: 'process:credits', commandId: 'credits' };

/** Events of documents that a decision issues. */
const ISSUED: ReadonlySet<string> = new Set([
  'InvoiceIssued',
  'CreditNoteIssued',
  'SelfBilledInvoiceIssued',
  'SelfBilledCreditNoteIssued',
  'RepaymentStatementIssued',
  'RepaymentCorrectionIssued',
  'CorrectedInvoiceIssued',
]);

/** Decisions about documents, and what follows from them: credit notes applied, files made. */
@Injectable()
export class CreditRuns implements OnApplicationBootstrap, OnModuleDestroy {
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(READ_MODELS) private readonly models: Kysely<Tables>,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(KEYS) private readonly keys: Keys,
    @Inject(DOCUMENT_FILES) private readonly files: DocumentFiles,
    @Inject(RANDOMNESS) private readonly randomness: (count: number) => Uint8Array,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(MONEY_RUNS) private readonly money: MoneyRuns,
    @Inject(STOPPING) private readonly stopping: AbortSignal,
  ) {}

  /** Files that a stop left to be made. (Credit notes are applied by what settles money, at start too.) */
  onApplicationBootstrap(): void {
    void this.drawFiles(Infinity).catch((fault: unknown) =>
      this.logger.warn({ err: fault }, 'files of credits wait: the next credit, close or start makes them'),
    );
  }

  /** What runs ends between two appends. */
  async onModuleDestroy(): Promise<void> {
    await this.last;
  }

  /**
   * Issues what a decision makes, in a log that takes nothing once a lock of the command is lost.
   * @throws Problem READ_MODELS_BEHIND; StoreRefused; LockLost
   */
  carryOut(
    command: CreditCommand,
    meta: CreditMeta,
    log: EventStore,
    facts: () => Promise<Facts>,
  ): Promise<CreditOutcome> {
    const { models, clock, keys, randomness } = this;
    const deps = {
      store: log,
      models,
      clock,
      keys,
      randomness,
      facts,
      projected: () => this.money.projected(),
      openAlone: <Result>(work: (known: Facts, alone: EventStore) => Promise<Result>) =>
        this.money.openAlone(log, work),
    };
    return carryOut(deps, command, meta);
  }

  /**
   * A credit note lowers what is owed, and has its files, before it is answered. Where that breaks off it follows: at the
   * next start, before the next settlement or with the next close.
   */
  async afterwards(done: CommandDone): Promise<CommandDone> {
    if (!done.events.some(({ type }) => ISSUED.has(type))) return done;
    try {
      await this.money.applyCreditNotes();
      const position = (await this.store.nextIndex()) - 1;
      await this.drawFiles();
      return { ...done, position };
    } catch (fault) {
      this.logger.warn(
        { err: fault },
        'what follows from a credit waits: it is done before the next settlement',
      );
      return done;
    }
  }

  /** One at a time; what one does the next one finds done. */
  private async drawFiles(waitMs?: number): Promise<void> {
    await this.money.projected(waitMs);
    const run = this.last.then(async () => {
      const { models, keys, files, clock } = this;
      const store = logUntil(this.store, this.stopping);
      await renderDecided({ store, models, keys, files, clock }, PROCESS);
    });
    this.last = run.catch(() => undefined);
    await run;
  }
}
