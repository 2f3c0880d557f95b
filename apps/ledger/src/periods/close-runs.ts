import { Inject, Injectable } from '@nestjs/common';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import { isLocalDate, localDateAt } from '#domain/calendar';
import type { Refusal } from '#domain/decision';
import type { EventStore } from '#event-store';
import type { Clock } from '#ports/clock';
import type { DocumentFiles } from '#ports/documents';
import type { Keys } from '#ports/keys';
import {
  closePeriod,
  modelReads,
  StoreRefused,
  type CloseCommand,
  type CloseRefused,
  type ClosedPeriod,
  type ClosingDeps,
  type CloseStep,
} from '#processes/closing';
import { renderPeriod } from '#processes/rendering';
import type { Projector, Tables } from '#read-models';
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
  readonly step: CloseStep | 'waiting' | 'rendering' | 'done' | 'refused' | 'failed';
  readonly done: number;
  readonly total: number;
  readonly commandId: string;
  /** What it came to, once it ended. */
  readonly outcome: CloseAndFiles | null;
  /** Why it broke off; the same command goes on from there. */
  readonly fault: Refusal | null;
}

/** A close as it is asked for. */
export interface CloseRequest extends Omit<CloseCommand, 'issueDate'> {
  /** Null: today. */
  readonly issueDate: string | null;
}

/** A closed month, and of how many documents and proofs this run made the files. */
export type CloseAndFiles =
  CloseRefused | (ClosedPeriod & { readonly filesOf: number; readonly position: number });

const NOT_ENDED = { outcome: null, fault: null } as const;
const ENDED: ReadonlySet<CloseRun['step']> = new Set(['done', 'refused', 'failed']);

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

  /** The run is known, as waiting, when this returns. */
  close(command: CloseRequest): Promise<CloseAndFiles> {
    const { period, commandId } = command;
    const known = this.runs.get(period);
    if (known === undefined || ENDED.has(known.step))
      this.runs.set(period, { ...NOT_ENDED, step: 'waiting', done: 0, total: 1, commandId });
    const run = this.last.then(() => this.run(command));
    this.last = run.catch(() => undefined);
    return run;
  }

  /** Where no issue date is given it is today, in the zone of the company. */
  private async dated(request: CloseRequest): Promise<CloseCommand | Refusal> {
    const { issueDate } = request;
    if (issueDate !== null) return isLocalDate(issueDate) ? { ...request, issueDate } : NO_DATE;
    const { reads, clock, store } = this.deps;
    const facts = await reads.factsBefore(await store.nextIndex());
    const zone = facts.zones.get(facts.company?.zone ?? '');
    return zone === undefined ? NO_COMPANY : { ...request, issueDate: localDateAt(zone, clock.now()) };
  }

  private async run(request: CloseRequest): Promise<CloseAndFiles> {
    const { period, commandId } = request;
    const note = (
      step: CloseRun['step'],
      done = 0,
      total = 1,
      ended: Partial<CloseRun> = NOT_ENDED,
    ): void => {
      this.runs.set(period, { ...NOT_ENDED, step, done, total, commandId, ...ended });
    };
    const refuse = (outcome: CloseRefused): CloseRefused => {
      note('refused', 1, 1, { outcome });
      return outcome;
    };
    try {
      // What a receipt or an earlier close left to do is done: invoices of this month deduct every prepayment.
      await this.money.catchUp();
      const command = await this.dated(request);
      if ('code' in command) return refuse(refusedBy(command));
      const outcome = await closePeriod(this.deps, command, note);
      if (outcome.status === 'refused') return refuse(outcome);
      await this.money.applyCreditNotes();
      const files = await this.render(command, outcome, note);
      const position = (await this.store.nextIndex()) - 1;
      await this.projector.passed(position);
      const whole = { ...outcome, filesOf: files, position };
      note('done', 1, 1, { outcome: whole });
      return whole;
    } catch (fault) {
      note('failed', 0, 1, { fault: faultOfClose(fault) });
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

const NO_DATE = { code: 'ISSUE_DATE_INVALID', field: 'issueDate', remedy: 'Give a day that exists.' };
const NO_COMPANY = {
  code: 'COMPANY_MISSING',
  field: 'company',
  remedy: 'Register the company (RegisterCompany).',
};

const refusedBy = (refusal: Refusal): CloseRefused => ({ status: 'refused', refusals: [refusal] });

/** A log that takes no more for now, or a fault of ours: what was done stays, and the same command goes on from there. */
export function faultOfClose(fault: unknown): Refusal {
  const remedy = 'Send the same command again later: it goes on from where it was.';
  return { code: fault instanceof StoreRefused ? fault.code : 'CLOSE_BROKE_OFF', field: '', remedy };
}
