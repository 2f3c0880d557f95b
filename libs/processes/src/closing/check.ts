import { localDateAt, monthOf, DAY_MS, type Month } from '#domain/calendar';
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
  if (wrong.length > 0) return wrong;
  const usage = (await reads.metered(command.period, facts)).map((metered) => ({
    metered,
    sealed: sealHeater(metered, facts, command.period),
  }));
  return checkUsage(facts, command.period, usage);
}

async function firstWithUsage({ reads }: ClosingDeps, facts: Facts): Promise<Month | null> {
  const day = await reads.firstDayWithUsage();
  const zone = facts.zones.get(facts.company?.zone ?? '');
  if (day === null || zone === undefined) return null;
  // The end of that UTC day: its first half-hours may still belong to the local month before.
  return monthOf(localDateAt(zone, (day + 1) * DAY_MS - 1));
}
