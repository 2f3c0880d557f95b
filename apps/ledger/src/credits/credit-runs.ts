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
import { tellNotDrawn } from '../not-drawn.js';
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
  private drawing: Promise<void> = Promise.resolve();
  /** Whether another run follows the one that draws now. */
  private waiting = false;

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
    this.drawFiles();
  }

  /** What runs ends between two appends. */
  async onModuleDestroy(): Promise<void> {
    await this.drawing;
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
    };
    return carryOut(deps, command, meta);
  }

  /**
   * A credit note lowers what is owed before it is answered. Where that breaks off it follows: before the next settlement,
   * or at the next start. Files are drawn meanwhile.
   */
  async afterwards(done: CommandDone): Promise<CommandDone> {
    if (!done.events.some(({ type }) => ISSUED.has(type))) return done;
    this.drawFiles();
    try {
      await this.money.applyCreditNotes();
      return { ...done, position: (await this.store.nextIndex()) - 1 };
    } catch (fault) {
      this.logger.warn(
        { err: fault },
        'a credit note waits to be applied: the next settlement does it first',
      );
      return done;
    }
  }

  /** One run at a time: it makes all files that are missing then, so one that waits is enough. */
  private drawFiles(): void {
    if (this.waiting) return;
    this.waiting = true;
    this.drawing = this.drawing
      .then(() => this.drawMissing())
      .catch((fault: unknown) =>
        this.logger.warn({ err: fault }, 'files of credits wait: the next credit, close or start makes them'),
      );
  }

  private async drawMissing(): Promise<void> {
    this.waiting = false;
    if (this.stopping.aborted) return;
    await this.money.projected(Infinity);
    const { models, keys, files, clock } = this;
    const store = logUntil(this.store, this.stopping);
    const { notDrawn } = await renderDecided({ store, models, keys, files, clock }, PROCESS);
    tellNotDrawn(this.logger, notDrawn);
  }
}
