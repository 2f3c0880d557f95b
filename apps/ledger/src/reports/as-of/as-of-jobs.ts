import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { Logger } from 'pino';
import type { EventStore } from '#event-store';
import type { Clock } from '#ports/clock';
import type { Ids } from '#ports/ids';
import { logBefore, modelReads, previewPeriod, type PeriodPreview } from '#processes/closing';
import { openReadModels, startAsOfFold, type AsOfFold } from '#read-models/open';
import type { Configuration } from '../../configuration/index.js';
import { Problem } from '../../http/index.js';
import { placesOf } from '../../places.js';
import { CLOCK, CONFIGURATION, EVENT_STORE, IDS, LOGGER } from '../../tokens.js';

export type AsOfState = 'waiting' | 'folding' | 'computing' | 'done' | 'failed' | 'cancelled';

export interface AsOfJob {
  readonly job: string;
  readonly period: string;
  /** Events below it count. */
  readonly beforeIndex: number;
  readonly state: AsOfState;
  readonly done: number;
  readonly preview: PeriodPreview | null;
  readonly fault: { readonly code: string; readonly remedy: string } | null;
}

/** Each folds the log anew: one at a time, few in line. */
const WAITING_MAX = 4;
/** Answers kept to be fetched. */
const KEPT_MAX = 16;

/** Folds the log up to an index into read models of their own, one job after another, and removes them again. */
@Injectable()
export class AsOfJobs implements OnModuleInit, OnApplicationShutdown {
  private readonly jobs = new Map<string, AsOfJob>();
  private readonly folder: string;
  private running: { readonly job: string; readonly fold: AsOfFold } | null = null;
  private last: Promise<unknown> = Promise.resolve();
  private stopped = false;

  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
    @Inject(IDS) private readonly ids: Ids,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.folder = join(configuration.dataDir, 'as-of');
  }

  /** What a process that ended left behind. */
  async onModuleInit(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    await this.running?.fold.cancel();
    await this.last;
    await rm(this.folder, { recursive: true, force: true });
  }

  of(job: string): AsOfJob | null {
    return this.jobs.get(job) ?? null;
  }

  /** Throws a 429 AS_OF_BUSY where too many wait already. */
  start(period: string, beforeIndex: number): AsOfJob {
    const waiting = [...this.jobs.values()].filter(({ state }) => !ENDED.has(state));
    if (waiting.length > WAITING_MAX)
      throw new Problem(429, {
        code: 'AS_OF_BUSY',
        field: '',
        remedy: `${waiting.length} jobs are in line. Ask again when one is done, or cancel one.`,
      });
    const job: AsOfJob = {
      job: this.ids.next(),
      period,
      beforeIndex,
      state: 'waiting',
      done: 0,
      preview: null,
      fault: null,
    };
    this.jobs.set(job.job, job);
    this.forgetOldest();
    this.last = this.last.then(() => this.run(job));
    return job;
  }

  async cancel(job: string): Promise<AsOfJob | null> {
    const known = this.jobs.get(job);
    if (known === undefined || ENDED.has(known.state)) return known ?? null;
    this.note(job, { state: 'cancelled' });
    if (this.running?.job === job) await this.running.fold.cancel();
    return this.of(job);
  }

  private async run({ job, period, beforeIndex }: AsOfJob): Promise<void> {
    if (this.stopped || this.of(job)?.state !== 'waiting') return;
    try {
      await mkdir(this.folder, { recursive: true });
      const dir = await mkdtemp(join(this.folder, 'job-'));
      try {
        await this.fold(job, dir, beforeIndex);
        const preview = await this.preview(dir, period, beforeIndex);
        this.note(job, { state: 'done', done: beforeIndex, preview });
      } finally {
        await rm(dir, { recursive: true, force: true });
      }
    } catch (error) {
      if (this.of(job)?.state === 'cancelled') return;
      this.logger.warn({ err: error, job }, 'a job as of an earlier time broke off');
      this.note(job, { state: this.stopped ? 'cancelled' : 'failed', fault: faultOf(error) });
    }
  }

  private async fold(job: string, dir: string, before: number): Promise<void> {
    const { log, keys } = placesOf(this.configuration);
    this.note(job, { state: 'folding' });
    const fold = startAsOfFold({ log, keys, dir, before }, (done) => this.note(job, { done }));
    this.running = { job, fold };
    await fold.done.finally(() => (this.running = null));
    if (this.of(job)?.state === 'cancelled') throw new Error('cancelled');
    this.note(job, { state: 'computing' });
  }

  private async preview(dir: string, period: string, before: number): Promise<PeriodPreview> {
    const models = await openReadModels({ kind: 'sqlite', dir });
    try {
      const store = logBefore(this.store, before);
      return await previewPeriod(
        {
          store,
          reads: modelReads(models.db, store),
          waitUntilProjected: () => Promise.resolve(),
          clock: { now: () => this.clock.now() },
        },
        period,
      );
    } finally {
      await models.close();
    }
  }

  private note(job: string, news: Partial<AsOfJob>): void {
    const known = this.jobs.get(job);
    if (known !== undefined && known.state !== 'cancelled') this.jobs.set(job, { ...known, ...news });
  }

  private forgetOldest(): void {
    const ended = [...this.jobs.values()].filter(({ state }) => ENDED.has(state));
    for (const { job } of ended.slice(0, Math.max(0, this.jobs.size - KEPT_MAX))) this.jobs.delete(job);
  }
}

const ENDED: ReadonlySet<AsOfState> = new Set(['done', 'failed', 'cancelled']);

function faultOf(error: unknown): NonNullable<AsOfJob['fault']> {
  const message = error instanceof Error ? error.message : String(error);
  return /ENOSPC|disk is full|no space/i.test(message)
    ? {
        code: 'DISK_FULL',
        remedy:
          'The disk of the data folder has no room for a second set of read models. Make room, ask again.',
      }
    : { code: 'AS_OF_FAILED', remedy: `${message}. Ask again; the log of the ledger says more.` };
}
