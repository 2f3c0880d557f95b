import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { EventStore } from '#event-store';
import type { Clock } from '#ports/clock';
import type { DocumentFiles } from '#ports/documents';
import type { Ids } from '#ports/ids';
import type { Keys } from '#ports/keys';
import { modelReads } from '#processes/closing';
import { type DocumentsChecked, checkDocuments } from '#processes/rendering';
import type { Projector, Tables } from '#read-models';
import { Problem } from '../../http/index.js';
import { problemOfAway } from '../../http/away.js';
import { logUntil, passedUntil } from '../../stopping.js';
import {
  CLOCK,
  DOCUMENT_FILES,
  EVENT_STORE,
  IDS,
  KEYS,
  LOGGER,
  PROJECTOR,
  READ_MODELS,
  STOPPING,
} from '../../tokens.js';

export interface CheckAsked {
  readonly mend: boolean;
  readonly redraw: boolean;
}

export interface CheckRun extends CheckAsked {
  readonly check: string;
  readonly state: 'running' | 'done' | 'failed';
  /** Files looked at, of so many. */
  readonly done: number;
  readonly total: number;
  readonly outcome: DocumentsChecked | null;
  readonly fault: { readonly code: string; readonly remedy: string } | null;
}

/** Checks of the kept files, one at a time; the last ones are remembered. */
@Injectable()
export class DocumentChecks implements OnModuleDestroy {
  private readonly runs = new Map<string, CheckRun>();
  private last: Promise<unknown> = Promise.resolve();
  private running: string | null = null;

  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(READ_MODELS) private readonly models: Kysely<Tables>,
    @Inject(PROJECTOR) private readonly projector: Projector,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(KEYS) private readonly keys: Keys,
    @Inject(DOCUMENT_FILES) private readonly files: DocumentFiles,
    @Inject(IDS) private readonly ids: Ids,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(STOPPING) private readonly stopping: AbortSignal,
  ) {}

  /** What runs ends before its next document. */
  async onModuleDestroy(): Promise<void> {
    await this.last;
  }

  of(check: string): CheckRun | null {
    return this.runs.get(check) ?? null;
  }

  /** @throws Problem 409 DOCUMENT_CHECK_RUNS */
  start(asked: CheckAsked): CheckRun {
    if (this.running !== null)
      throw new Problem(409, {
        code: 'DOCUMENT_CHECK_RUNS',
        field: '',
        remedy: `A check runs already: GET /v1/document-checks/${this.running} says how far it is. Ask again when it is done.`,
      });
    const check = this.ids.next();
    const run: CheckRun = {
      ...asked,
      check,
      state: 'running',
      done: 0,
      total: 0,
      outcome: null,
      fault: null,
    };
    for (const old of [...this.runs.keys()].slice(0, Math.max(0, this.runs.size + 1 - KEPT_MAX)))
      this.runs.delete(old);
    this.runs.set(check, run);
    this.running = check;
    this.last = this.run(run).finally(() => (this.running = null));
    return run;
  }

  private async run({ check, mend, redraw }: CheckRun): Promise<void> {
    try {
      const outcome = await this.outcomeOf(check, { mend, redraw });
      this.note(check, { state: 'done', outcome });
    } catch (error) {
      this.logger.warn({ err: error, check }, 'a check of the documents broke off');
      const code = problemOfAway(error)?.code ?? 'DOCUMENT_CHECK_BROKE_OFF';
      const remedy = 'Ask again: what was mended stays. The log of the ledger says more.';
      this.note(check, { state: 'failed', fault: { code, remedy } });
    }
  }

  private async outcomeOf(check: string, asked: CheckAsked): Promise<DocumentsChecked> {
    const { models, keys, files, clock, stopping } = this;
    const store = logUntil(this.store, stopping);
    const next = await store.nextIndex();
    if (next > 0) await passedUntil(this.projector, next - 1, stopping);
    const facts = await modelReads(models, store).factsBefore(next);
    return checkDocuments(
      { store, models, keys, files, clock },
      { ...asked, facts, signal: stopping, actor: 'process:documents', commandId: check },
      (done, total) => this.note(check, { done, total }),
    );
  }

  private note(check: string, news: Partial<CheckRun>): void {
    const known = this.runs.get(check);
    if (known !== undefined) this.runs.set(check, { ...known, ...news });
  }
}

/** Outcomes kept to be fetched. */
const KEPT_MAX = 8;
