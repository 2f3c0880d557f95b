import { rateUsage } from '#domain/rating';
import type { Facts } from '#domain/facts';
import { openSqliteEventStore } from '#event-store/sqlite';
import { modelReads, sealedNow } from '#processes/closing';
import { openReadModels, SqliteProjectionStore, Versions } from '#read-models/sqlite';
import { DAY_MS } from '#domain/calendar';
import { median } from './log.js';
import { MONTH, MONTH_FROM_MS, MONTH_TO_MS } from './month-facts.js';
import type { LedgerFiles } from './month-log.js';
import { heaterName } from './uploads.js';

export interface RatingFigures {
  readonly heaters: number;
  readonly charges: number;
  /** From the cells of the read models to exact charges. */
  readonly ms: number;
  /** The facts of all prices, contracts and places, folded before. */
  readonly factsMs: number;
  /** A bare read of the same cells and work with `JSON.parse` of each row. */
  readonly bareMs: number;
}

async function bareRead(files: LedgerFiles, heaters: number): Promise<number> {
  const versions = new Versions(files.models);
  const store = await SqliteProjectionStore.open(versions.pathOf(versions.current() ?? 1));
  const days = { fromDay: Math.floor(MONTH_FROM_MS / DAY_MS), toDay: Math.ceil(MONTH_TO_MS / DAY_MS) };
  const since = performance.now();
  for (let heater = 0; heater < heaters; heater++) {
    for (const { data } of await store.cells(heaterName(heater), days)) JSON.parse(data);
    for (const { data } of await store.work(heaterName(heater), days)) JSON.parse(data);
  }
  const ms = performance.now() - since;
  await store.close();
  return ms;
}

/** Rates the month of all heaters from their cells, each round after a bare read of the same rows. */
export async function benchRating(
  files: LedgerFiles,
  heaters: number,
  rounds: number,
): Promise<RatingFigures> {
  const store = await openSqliteEventStore({ path: files.log });
  const models = await openReadModels({ dir: files.models });
  const reads = modelReads(models.db, store);
  const figures: { ms: number; factsMs: number; bareMs: number }[] = [];
  let charges = 0;
  try {
    for (let round = 0; round < rounds; round++) {
      const bareMs = await bareRead(files, heaters);
      const begun = performance.now();
      const facts: Facts = await reads.factsBefore(await store.nextIndex());
      const folded = performance.now();
      const { sealed } = await sealedNow(reads, facts, MONTH);
      charges = rateUsage(facts, MONTH, sealed).charges.length;
      figures.push({ bareMs, factsMs: folded - begun, ms: performance.now() - folded });
    }
  } finally {
    await models.close();
    await store.close();
  }
  const of = (figure: 'ms' | 'factsMs' | 'bareMs'): number => median(figures.map((one) => one[figure]));
  return { heaters, charges, ms: of('ms'), factsMs: of('factsMs'), bareMs: of('bareMs') };
}
