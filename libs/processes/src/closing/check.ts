import { localDateAt, monthOf } from '#domain/calendar';
import { sealHeater } from '#domain/attribution';
import type { Refusal } from '#domain/decision';
import { checkRequest, checkUsage, firstUsage, type FirstUsage } from '#domain/periods';
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
    firstWithUsage: cuts.length > 0 ? null : await firstWithUsage(deps, facts),
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

/** The month in which the first heater was put at a supply point, or the first work for a contract ended. */
async function firstWithUsage({ reads }: ClosingDeps, facts: Facts): Promise<FirstUsage | null> {
  const zone = facts.zones.get(facts.company?.zone ?? '');
  if (zone === undefined) return null;
  const first = firstUsage(facts, await reads.firstWork());
  return first === null ? null : { period: monthOf(localDateAt(zone, first.atMs)), why: first.why };
}
