import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventStore } from '#event-store';
import { SimulatedClock } from '#ports/clock/simulated';
import type { DocumentFiles } from '#ports/documents';
import { FolderDocuments } from '#ports/documents/folder';
import { closePeriod, modelReads } from '#processes/closing';
import {
  checkDocuments,
  render,
  renderPeriod,
  type DocumentsChecked,
  type DocumentsCheck,
  type Rendered,
  type Renderer,
  type RenderingDeps,
} from '#processes/rendering';
import { ProjectedLedger } from '../doubles/projected-ledger.js';
import { givenAugust } from './closable-month.js';
import { at } from './heated-block.js';

/** Draws in this thread. */
export const HERE: Renderer = { render, close: () => Promise.resolve() };

/** What a test puts in the place of the log, the folder or the threads. */
interface Otherwise {
  readonly store?: EventStore;
  readonly files?: DocumentFiles;
  readonly renderer?: Renderer;
}

/** August closed: an invoice, two statements, two proofs, to be drawn into a folder. */
export class AugustToDraw {
  private constructor(
    readonly ledger: ProjectedLedger,
    readonly folder: string,
  ) {}

  static async open(): Promise<AugustToDraw> {
    const folder = await mkdtemp(join(tmpdir(), 'heatledger-files-'));
    const ledger = await ProjectedLedger.open();
    await givenAugust(ledger);
    const closed = await closePeriod(
      {
        store: ledger.log,
        reads: modelReads(ledger.models, ledger.log),
        waitUntilProjected: () => ledger.project(),
        clock: new SimulatedClock(at('2026-09-02')),
        keys: ledger.keys,
      },
      { period: '2026-08', issueDate: '2026-09-02', actor: 'person:finance', commandId: 'close-1' },
    );
    if (closed.status !== 'closed') throw new Error(JSON.stringify(closed.refusals));
    return new AugustToDraw(ledger, folder);
  }

  async draw(otherwise: Otherwise = {}): Promise<Rendered> {
    await this.ledger.project();
    const asked = { actor: 'person:finance', commandId: 'render-1' } as const;
    const month = { period: '2026-08', issueDate: '2026-09-02', facts: await this.facts() };
    return renderPeriod(this.deps(otherwise), { ...month, ...asked });
  }

  async check(
    what: Partial<Pick<DocumentsCheck, 'mend' | 'redraw'>> = {},
    otherwise: Otherwise = {},
  ): Promise<DocumentsChecked> {
    await this.ledger.project();
    const asked = { actor: 'person:finance', commandId: 'check-1' } as const;
    const facts = await this.facts();
    return checkDocuments(this.deps(otherwise), { mend: false, redraw: false, ...what, facts, ...asked });
  }

  /** Names of the files kept, without their folders. */
  async files(): Promise<string[]> {
    const all = await readdir(this.folder, { recursive: true, withFileTypes: true });
    return all
      .filter((one) => one.isFile())
      .map(({ name }) => name)
      .sort();
  }

  /** How many files the log says were made. */
  async recorded(): Promise<number> {
    const { events } = await this.ledger.log.readAll(0, 10_000);
    return events.filter(({ type }) => type === 'DocumentRendered').length;
  }

  async close(): Promise<void> {
    await this.ledger.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  private deps({ store, files, renderer = HERE }: Otherwise): RenderingDeps {
    const { ledger, folder } = this;
    return {
      store: store ?? ledger.log,
      models: ledger.models,
      keys: ledger.keys,
      files: files ?? new FolderDocuments(folder),
      clock: new SimulatedClock(at('2026-09-02')),
      startRenderer: () => renderer,
    };
  }

  private async facts(): Promise<DocumentsCheck['facts']> {
    const { models, log } = this.ledger;
    return modelReads(models, log).factsBefore(await log.nextIndex());
  }
}
