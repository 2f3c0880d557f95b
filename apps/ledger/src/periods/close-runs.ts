import { Inject, Injectable } from '@nestjs/common';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import { localDateAt } from '#domain/calendar';
import type { Refusal } from '#domain/decision';
import type { EventStore } from '#event-store';
import type { Clock } from '#ports/clock';
import type { DocumentFiles } from '#ports/documents';
import type { Keys } from '#ports/keys';
import {
  closePeriod,
  modelReads,
  type CloseCommand,
  type CloseRefused,
  type ClosedPeriod,
  type ClosingDeps,
  type CloseStep,
} from '#processes/closing';
import { renderPeriod } from '#processes/rendering';
import type { Tables } from '#read-models';
import type { Projector } from '#read-models/sqlite';
import { MONEY_RUNS, type MoneyRuns } from '../money/index.js';
import {
  CLOCK,
  DOCUMENT_FILES,
  EVENT_STORE,
  KEYS,
  LOGGER,
  PROJECTOR,
  RANDOMNESS,
  READ_MODELS,
} from '../tokens.js';

/** Where a close of this process stands. */
export interface CloseRun {
  readonly step: CloseStep | 'rendering' | 'done' | 'refused' | 'failed';
  readonly done: number;
  readonly total: number;
}

/** A closed month, and of how many documents and proofs this run made the files. */
export type CloseAndFiles =
  CloseRefused | (ClosedPeriod & { readonly filesOf: number; readonly position: number });

/** Starts closes, one at a time, and remembers how far each is. */
@Injectable()
export class CloseRuns {
  private readonly runs = new Map<string, CloseRun>();
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
    @Inject(MONEY_RUNS) private readonly money: MoneyRuns,
  ) {}

  get deps(): ClosingDeps {
    return {
      store: this.store,
      reads: modelReads(this.models, this.store),
      waitUntilProjected: (index) => this.projector.passed(index),
      clock: this.clock,
      keys: this.keys,
      randomness: this.randomness,
    };
  }

  of(period: string): CloseRun | null {
    return this.runs.get(period) ?? null;
  }

  close(command: CloseCommand): Promise<CloseAndFiles> {
    const run = this.last.then(() => this.run(command));
    this.last = run.catch(() => undefined);
    return run;
  }

  /** Today in the company's zone: the issue date where none is given. */
  async today(): Promise<string | Refusal> {
    const { reads, clock, store } = this.deps;
    const facts = await reads.factsBefore(await store.nextIndex());
    const zone = facts.zones.get(facts.company?.zone ?? '');
    return zone === undefined
      ? { code: 'COMPANY_MISSING', field: 'company', remedy: 'Register the company (RegisterCompany).' }
      : localDateAt(zone, clock.now());
  }

  private async run(command: CloseCommand): Promise<CloseAndFiles> {
    const { period } = command;
    const note = (step: CloseRun['step'], done = 0, total = 1): void => {
      this.runs.set(period, { step, done, total });
    };
    try {
      // What a receipt or an earlier close left to do is done: invoices of this month deduct every prepayment.
      await this.money.catchUp();
      const outcome = await closePeriod(this.deps, command, note);
      if (outcome.status === 'refused') {
        note('refused', 1, 1);
        return outcome;
      }
      await this.money.applyCreditNotes();
      const files = await this.render(command, outcome, note);
      const position = (await this.store.nextIndex()) - 1;
      await this.projector.passed(position);
      note('done', 1, 1);
      return { ...outcome, filesOf: files, position };
    } catch (fault) {
      note('failed');
      this.logger.error({ fault, period }, 'close broke off; send it again to go on');
      throw fault;
    }
  }

  private async render(
    { period, actor, commandId }: CloseCommand,
    { issueDate }: ClosedPeriod,
    note: (step: 'rendering', done: number, total: number) => void,
  ): Promise<number> {
    const { store, models, keys, files, clock } = this;
    const facts = await this.deps.reads.factsBefore(await store.nextIndex());
    const command = { period, issueDate, facts, actor, commandId };
    return renderPeriod({ store, models, keys, files, clock }, command, (done, total) =>
      note('rendering', done, total),
    );
  }
}
