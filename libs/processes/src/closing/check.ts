import { localDateAt, monthOf, type Month } from '#domain/calendar';
import { sealHeater } from '#domain/attribution';
import type { Refusal } from '#domain/decision';
import { checkRequest, checkUsage } from '#domain/periods';
import type { Facts } from '#domain/facts';
import type { CloseCommand, ClosingDeps } from './deps.js';

/** Everything that keeps a month from being closed now; empty where nothing does. */
export async function checkClose(deps: ClosingDeps, command: CloseCommand): Promise<readonly Refusal[]> {
  const { reads, store, clock } = deps;
  const next = await store.nextIndex();
  if (next > 0) await deps.waitUntilProjected(next - 1);
  const facts = await reads.factsBefore(next);
  const cuts = (await reads.cuts()).filter(({ period }) => period !== command.period);
  const wrong = checkRequest({
    ...command,
    facts,
    nowMs: clock.now(),
    lastClosed: cuts.findLast(({ closed }) => closed)?.period ?? null,
    lastClosing: cuts.findLast(({ closed }) => !closed)?.period ?? null,
    firstWithUsage: await firstWithUsage(deps, facts),
  });
  // Of a month that cannot be closed yet, what its heaters lack says nothing.
  if (wrong.some(({ code }) => !REGISTERED_LATER.has(code))) return wrong;
  const usage = (await reads.metered(command.period, facts)).map((metered) => ({
    metered,
    sealed: sealHeater(metered, facts, command.period),
  }));
  return [...wrong, ...checkUsage(facts, command.period, usage)];
}

/** Missing, but no reason to keep silent about the rest. */
const REGISTERED_LATER: ReadonlySet<string> = new Set(['COMPANY_MISSING', 'CHART_MISSING']);

async function firstWithUsage({ reads }: ClosingDeps, facts: Facts): Promise<Month | null> {
  const ms = await reads.firstUsage();
  const zone = facts.zones.get(facts.company?.zone ?? '');
  return ms === null || zone === undefined ? null : monthOf(localDateAt(zone, ms));
}
