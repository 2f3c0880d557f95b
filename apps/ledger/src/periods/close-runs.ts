import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import { isLocalDate, localDateAt } from '#domain/calendar';
import type { Refusal } from '#domain/decision';
import type { EventStore } from '#event-store';
import type { Clock } from '#ports/clock';
import type { DocumentFiles } from '#ports/documents';
import type { Keys } from '#ports/keys';
import type { Leases } from '#ports/leases';
import type { Locks } from '#ports/locks';
import {
  closePeriod,
  modelReads,
  type AloneDeps,
  type CloseCommand,
  type CloseRefused,
  type ClosedPeriod,
  type ClosingDeps,
  type CloseStep,
} from '#processes/closing';
import { renderPeriod, type NotDrawn, type Rendered } from '#processes/rendering';
import type { Projector, Tables } from '#read-models';
import type { Configuration } from '../configuration/index.js';
import { Problem } from '../http/index.js';
import { problemOfAway } from '../http/away.js';
import { logUnderLock } from '../locked-log.js';
import { MONEY_RUNS, type MoneyRuns } from '../money/index.js';
import { tellNotDrawn } from '../not-drawn.js';
import {
  CLOCK,
  CONFIGURATION,
  DOCUMENT_FILES,
  EVENT_STORE,
  KEYS,
  LEASES,
  LOCKS,
  LOGGER,
  PROJECTOR,
  RANDOMNESS,
  READ_MODELS,
  STOPPING,
} from '../tokens.js';
import { FISCAL_YEARS } from '../commands/lock-names.js';
import { passedWithin } from '../read-models-behind.js';
import { logUntil, passedUntil } from '../stopping.js';
import { CloseTurn } from './close-turn.js';

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

/** A closed month, of how many documents and proofs this run made the files, and of which it could not. */
export type CloseAndFiles = CloseRefused | (ClosedPeriod & ClosedFiles & { readonly position: number });

export interface ClosedFiles {
  readonly filesOf: number;
  readonly notDrawn: readonly NotDrawn[];
}

const NOT_ENDED = { outcome: null, fault: null } as const;
const ENDED: ReadonlySet<CloseRun['step']> = new Set(['done', 'refused', 'failed']);

type Note = (step: CloseRun['step'], done?: number, total?: number, ended?: Partial<CloseRun>) => void;

/** Starts closes, one at a time over all ledgers, and remembers how far each of its own is. */
@Injectable()
export class CloseRuns implements OnModuleDestroy {
  private readonly turn: CloseTurn;
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
    @Inject(LEASES) leases: Leases,
    @Inject(LOCKS) private readonly locks: Locks,
    @Inject(STOPPING) private readonly stopping: AbortSignal,
    @Inject(CONFIGURATION) private readonly configuration: Pick<Configuration, 'waitMsMax'>,
  ) {
    this.turn = new CloseTurn(leases, stopping);
  }

  /** What runs ends between two appends; asked for again, it goes on in any ledger. */
  async onModuleDestroy(): Promise<void> {
    await this.last;
  }

  get deps(): ClosingDeps {
    return this.depsUntil(this.stopping);
  }

  /** Nothing is appended any more once the signal is given. */
  private depsUntil(signal: AbortSignal): ClosingDeps {
    const store = logUntil(this.store, signal);
    return {
      store,
      reads: modelReads(this.models, this.store),
      waitUntilProjected: (index) => passedUntil(this.projector, index, signal),
      clock: this.clock,
      keys: this.keys,
      randomness: this.randomness,
      cutAlone: (work) => this.cutAlone(store, signal, work),
      openAlone: (work) => this.money.openAlone(store, work, Infinity),
    };
  }

  /** Read models that are behind are waited for before others have to wait. */
  private async cutAlone<Result>(
    store: EventStore,
    signal: AbortSignal,
    work: (alone: AloneDeps) => Promise<Result>,
  ): Promise<Result> {
    const { waitMsMax: waitMs } = this.configuration;
    const next = await store.nextIndex();
    if (next > 0) await passedUntil(this.projector, next - 1, signal);
    return this.locks.exclusively([FISCAL_YEARS], (lost) =>
      work({
        store: logUnderLock(store, lost),
        waitUntilProjected: (index) => passedWithin(this.projector, index, { waitMs, signal }),
      }),
    );
  }

  of(period: string): CloseRun | null {
    return this.runs.get(period) ?? null;
  }

  /** Who closes a month where that is another ledger: `<host>/<pid>`; else null. */
  elsewhere(): Promise<string | null> {
    return this.turn.elsewhere();
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
    const note: Note = (step, done = 0, total = 1, ended = NOT_ENDED) => {
      this.runs.set(period, { ...NOT_ENDED, step, done, total, commandId, ...ended });
    };
    try {
      const outcome = await this.turn.take((signal) => this.steps(request, note, signal));
      note(outcome.status === 'refused' ? 'refused' : 'done', 1, 1, { outcome });
      return outcome;
    } catch (fault) {
      note('failed', 0, 1, { fault: faultOfClose(fault) });
      const tell = this.stopping.aborted ? 'info' : 'error';
      this.logger[tell]({ err: fault, period }, 'close broke off; send it again to go on');
      throw fault;
    }
  }

  private async steps(request: CloseRequest, note: Note, signal: AbortSignal): Promise<CloseAndFiles> {
    const deps = this.depsUntil(signal);
    // What a receipt or an earlier close left to do is done: invoices of this month deduct every prepayment.
    await this.money.catchUp(Infinity);
    const command = await this.dated(request);
    if ('code' in command) return refusedBy(command);
    const outcome = await closePeriod(deps, command, note);
    if (outcome.status === 'refused') return outcome;
    await this.money.applyCreditNotes(Infinity);
    const { made, notDrawn } = await this.render(command, outcome, note, deps);
    tellNotDrawn(this.logger, notDrawn);
    const position = (await this.store.nextIndex()) - 1;
    await deps.waitUntilProjected(position);
    return { ...outcome, filesOf: made, notDrawn, position };
  }

  private async render(
    { period, actor, commandId }: CloseCommand,
    { issueDate }: ClosedPeriod,
    note: Note,
    { store, reads, clock, keys }: ClosingDeps,
  ): Promise<Rendered> {
    const { models, files } = this;
    const facts = await reads.factsBefore(await store.nextIndex());
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

/** Something that is away, behind or full for now, or a fault of ours: what was done stays, and the same command goes on from there. */
export function faultOfClose(fault: unknown): Refusal {
  const remedy = 'Send the same command again later: it goes on from where it was.';
  const known = fault instanceof Problem ? fault.problem : problemOfAway(fault);
  return { code: known?.code ?? 'CLOSE_BROKE_OFF', field: '', remedy };
}
