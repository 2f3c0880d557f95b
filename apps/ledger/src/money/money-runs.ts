import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { Facts } from '#domain/facts';
import type { IssuedDocument } from '#domain/periods';
import type { SettledDocument } from '#domain/settlements';
import type { EventStore } from '#event-store';
import type { Clock } from '#ports/clock';
import type { DocumentFiles } from '#ports/documents';
import type { Keys } from '#ports/keys';
import type { Locks } from '#ports/locks';
import { issuedDocumentAt, modelReads, type Cut } from '#processes/closing';
import { issuePrepayments, renderPrepayments } from '#processes/prepayments';
import {
  applyCreditNotes,
  receivedOnDocument,
  settledDocuments,
  SETTLEMENTS,
  underOriginals,
  type DocumentRef,
} from '#processes/settlements';
import type { Projector, Tables } from '#read-models';
import type { CommandDone } from '../commands/outcome.js';
import type { Configuration } from '../configuration/index.js';
import { tellNotDrawn } from '../not-drawn.js';
import {
  CLOCK,
  CONFIGURATION,
  DOCUMENT_FILES,
  EVENT_STORE,
  KEYS,
  LOCKS,
  LOGGER,
  PROJECTOR,
  RANDOMNESS,
  READ_MODELS,
  STOPPING,
} from '../tokens.js';
import { SERIES_PREFIXES } from '../commands/lock-names.js';
import { logUnderLock } from '../locked-log.js';
import { passedWithin } from '../read-models-behind.js';
import { logUntil } from '../stopping.js';

const PROCESS = { actor: 'process:prepayments', commandId: 'prepayments' };

/** What settlements read of the documents, and what follows from them: credit notes applied, prepayments invoiced. */
@Injectable()
export class MoneyRuns implements OnApplicationBootstrap, OnModuleDestroy {
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(READ_MODELS) private readonly models: Kysely<Tables>,
    @Inject(PROJECTOR) private readonly projector: Projector,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(KEYS) private readonly keys: Keys,
    @Inject(DOCUMENT_FILES) private readonly files: DocumentFiles,
    @Inject(RANDOMNESS) private readonly randomness: (count: number) => Uint8Array,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(LOCKS) private readonly locks: Locks,
    @Inject(STOPPING) private readonly stopping: AbortSignal,
    @Inject(CONFIGURATION) private readonly configuration: Pick<Configuration, 'waitMsMax'>,
  ) {}

  /** What broke off between a receipt and its invoice, or a credit note and its application, is mended at start. */
  onApplicationBootstrap(): void {
    void this.catchUp(Infinity).catch((fault: unknown) =>
      this.logger.warn({ err: fault }, 'prepayments wait: they are invoiced before the next close'),
    );
  }

  /** What runs ends between two appends; the next start, here or elsewhere, mends it. */
  async onModuleDestroy(): Promise<void> {
    await this.last;
  }

  /**
   * Invoices of prepayments and their files, and credit notes: all that receipts and closes leave to do.
   * @param waitMs how long the read models are waited for; Infinity where nobody waits for this
   * @throws Problem READ_MODELS_BEHIND
   */
  async catchUp(waitMs = this.waitMsMax): Promise<void> {
    const [first] = await this.store.readStream(SETTLEMENTS, 0, 1);
    if (first !== undefined) await this.invoicePrepayments(waitMs);
    await this.applyCreditNotes(waitMs);
  }

  /** One at a time; what one does the next one finds done. @throws Problem READ_MODELS_BEHIND */
  async invoicePrepayments(waitMs = this.waitMsMax): Promise<void> {
    // Not in its turn: whoever waits long keeps nobody else waiting.
    await this.projected(waitMs);
    const run = this.last.then(async () => {
      await this.projected();
      await issuePrepayments(this.deps);
      tellNotDrawn(this.logger, (await renderPrepayments(this.deps, PROCESS)).notDrawn);
    });
    this.last = run.catch(() => undefined);
    await run;
  }

  /** @throws Problem READ_MODELS_BEHIND */
  async applyCreditNotes(waitMs = this.waitMsMax): Promise<void> {
    await this.projected(waitMs);
    await applyCreditNotes(this.deps);
  }

  /** Documents as of all that is recorded, by `series/number`. */
  async documents(refs: readonly DocumentRef[]): Promise<ReadonlyMap<string, SettledDocument>> {
    await this.projected();
    return settledDocuments(this.models, this.store, refs);
  }

  /** What money settles, under the numbers of what is owed: of a corrected invoice that is the original. */
  async owed<Named extends DocumentRef>(named: readonly Named[]): Promise<Named[]> {
    await this.projected();
    return underOriginals(this.models, this.store, named);
  }

  /** A document as it was issued, as of all that is recorded; null where none was. */
  async issued({ series, number }: DocumentRef): Promise<IssuedDocument | null> {
    await this.projected();
    const row = await this.models
      .selectFrom('document')
      .select('idx')
      .where('series', '=', series)
      .where('number', '=', number)
      .executeTakeFirst();
    return row === undefined ? null : issuedDocumentAt(this.store, Number(row.idx));
  }

  /** Money that a document has received and keeps, as of all that is recorded; credit notes on it first. */
  async receivedOn(ref: DocumentRef): Promise<number> {
    await this.applyCreditNotes();
    await this.projected();
    return receivedOnDocument(this.models, ref);
  }

  /** Months with a cut, ascending. */
  async months(): Promise<readonly Cut[]> {
    await this.projected();
    return modelReads(this.models, this.store).cuts();
  }

  /** A receipt for a contract has its invoice before it is answered; where that breaks off, it follows later. */
  async afterwards(done: CommandDone): Promise<CommandDone> {
    if (!done.events.some(({ type }) => type === 'MoneyReceived')) return done;
    try {
      await this.invoicePrepayments();
      const invoice = await this.invoiceOf(done.commandId);
      if (invoice === null) return done;
      return { ...done, events: [...done.events, invoice.place], position: invoice.index };
    } catch (fault) {
      this.logger.warn({ err: fault }, 'the invoice of a prepayment waits: it follows before the next close');
      return done;
    }
  }

  private async invoiceOf(commandId: string) {
    const rows = await this.models
      .selectFrom('document')
      .select('idx')
      .where('kind', '=', 'prepayment-invoice')
      .orderBy('idx', 'desc')
      .limit(20)
      .execute();
    for (const { idx } of rows) {
      const [event] = (await this.store.readAll(Number(idx), 1)).events;
      if (event?.commandId !== commandId) continue;
      const { type, stream, revision, index } = event;
      return { place: { type, stream, revision }, index };
    }
    return null;
  }

  /** Waits until the read models know all that is recorded. @throws Problem READ_MODELS_BEHIND */
  async projected(waitMs = this.waitMsMax): Promise<void> {
    const next = await this.store.nextIndex();
    if (next > 0) await this.passed(next - 1, waitMs);
  }

  private passed(index: number, waitMs = this.waitMsMax): Promise<void> {
    return passedWithin(this.projector, index, { waitMs, signal: this.stopping });
  }

  private get waitMsMax(): number {
    return this.configuration.waitMsMax;
  }

  /**
   * Opens a series in the log while no ledger gives away a prefix beside it. Read models that are behind are waited for
   * before others have to wait. @throws Problem READ_MODELS_BEHIND; LockTimeout
   */
  async openAlone<Result>(
    log: EventStore,
    work: (facts: Facts, store: EventStore) => Promise<Result>,
    waitMs = this.waitMsMax,
  ): Promise<Result> {
    await this.projected(waitMs);
    return this.locks.exclusively([SERIES_PREFIXES], async (lost) => {
      await this.projected();
      return work(await this.deps.facts(), logUnderLock(log, lost));
    });
  }

  private get deps() {
    const { models, clock, keys, randomness, files } = this;
    const store = logUntil(this.store, this.stopping);
    const factsBefore = (index: number): Promise<Facts> => modelReads(models, store).factsBefore(index);
    return {
      store,
      models,
      clock,
      keys,
      randomness,
      files,
      factsBefore,
      facts: async () => factsBefore(await store.nextIndex()),
      waitUntilProjected: (index: number) => this.passed(index),
      openAlone: <Result>(work: (known: Facts, log: EventStore) => Promise<Result>) =>
        this.openAlone(store, work),
    };
  }
}
