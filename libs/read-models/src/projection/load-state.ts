import { setTimeout as delay } from 'node:timers/promises';
import { isFactType, type FactEvent } from '#domain/facts';
import { readEvent, type DomainEvent } from '#events';
import type { FoldState } from './fold-state.js';
import { checkSameLog } from './same-log.js';
import { shelfOf } from './shelf.js';

const FACTS_READ = 5_000;
const POLL_MS = 20;
const WAIT_MS_MAX = 60_000;

const isFact = (event: DomainEvent): event is FactEvent => isFactType(event.type);

/**
 * All that was folded below the checkpoint of a partition, from its store: rows of its own heaters, and the facts and
 * cuts that partition 0 wrote, which may be ahead. Returns the index to go on from.
 * Errors: `OtherLog`.
 */
export async function loadState(state: FoldState, signal: AbortSignal): Promise<number> {
  const { store } = state;
  await checkSameLog(store, state.log);
  const next = await store.nextIndex();
  await untilShared(state, next, signal);
  for (const row of await store.heaterStates())
    if (state.isOwn(row.heater)) state.shelves.set(row.heater, shelfOf(row));
  for (const row of await store.heldSpans())
    if (state.isOwn(row.heater)) state.shelf(row.heater).takeHeldRow(row);
  const cuts = await store.cuts();
  state.cuts = cuts.filter(({ idx }) => idx < next).sort((a, b) => a.idx - b.idx);
  await loadFacts(state, next);
  for (const [heater, { meter }] of state.shelves) meter.edges = state.edges.of(state.facts.current, heater);
  state.cutMonths(state.cuts);
  return next;
}

async function loadFacts(state: FoldState, next: number): Promise<void> {
  for (let from = 0; from < next;) {
    const rows = await state.store.factsFrom(from, FACTS_READ);
    for (const row of rows) {
      if (row.idx >= next) return;
      const event = readEvent(row);
      if (isFact(event)) state.remember(event, row.idx);
    }
    if (rows.length < FACTS_READ) return;
    from = rows.at(-1)!.idx + 1;
  }
}

/** Facts that this partition folded already are written by partition 0, which may come after it. */
async function untilShared(
  { store, partition }: FoldState,
  next: number,
  signal: AbortSignal,
): Promise<void> {
  const since = performance.now();
  for (;;) {
    const shared = await store.sharedIndex();
    if (shared >= next) return;
    if (performance.now() - since > WAIT_MS_MAX)
      throw new Error(
        `partition 0 stands at event ${shared}, before ${next} of partition ${partition.number}: it must go on first`,
      );
    await delay(POLL_MS, undefined, { signal });
  }
}
