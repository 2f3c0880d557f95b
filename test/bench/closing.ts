import { openSqliteEventStore } from '#event-store/sqlite';
import { FileKeys } from '#ports/keys/file';
import { closePeriod, modelReads, type CloseStep } from '#processes/closing';
import { openReadModels, startProjector } from '#read-models/open';
import { MONTH } from './month-facts.js';
import { CLOSING_MS, type LedgerFiles } from './month-log.js';

export interface ClosingFigures {
  readonly heaters: number;
  /** Issued, each an event. */
  readonly documents: number;
  readonly events: number;
  readonly ms: number;
  /** How long each step took (ms). */
  readonly steps: ReadonlyMap<CloseStep, number>;
}

/** Closes the month as a ledger does: check, cut, sealing by the projector, usage, plan, documents, proofs. Once. */
export async function benchClosing(files: LedgerFiles, heaters: number): Promise<ClosingFigures> {
  const store = await openSqliteEventStore({ path: files.log });
  const keys = new FileKeys({ path: files.keys });
  const address = { kind: 'sqlite', dir: files.models } as const;
  const projector = await startProjector({
    log: { kind: 'sqlite', path: files.log },
    keys: { kind: 'file', path: files.keys },
    models: address,
  });
  const models = await openReadModels(address);
  const steps = new Map<CloseStep, number>();
  let step: CloseStep = 'checking';
  let stepSince = performance.now();
  const note = (next: CloseStep): void => {
    const now = performance.now();
    steps.set(step, (steps.get(step) ?? 0) + now - stepSince);
    [step, stepSince] = [next, now];
  };
  try {
    const before = await store.nextIndex();
    const since = performance.now();
    const outcome = await closePeriod(
      {
        store,
        reads: modelReads(models.db, store),
        waitUntilProjected: (index) => projector.passed(index),
        clock: { now: () => CLOSING_MS },
        keys,
      },
      { period: MONTH, issueDate: '2026-04-02', actor: 'person:bench', commandId: 'bench-close' },
      note,
    );
    const ms = performance.now() - since;
    if (outcome.status !== 'closed') throw new Error(JSON.stringify(outcome.refusals.slice(0, 3)));
    note('closed');
    return { heaters, documents: outcome.documents, events: (await store.nextIndex()) - before, ms, steps };
  } finally {
    await models.close();
    await projector.close();
    await keys.close();
    await store.close();
  }
}
