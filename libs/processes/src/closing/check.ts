import { lockedDatesOfClose } from '#domain/accounting';
import { localDateAt, monthOf } from '#domain/calendar';
import type { Refusal } from '#domain/decision';
import { checkRequest, firstUsage, type FirstUsage } from '#domain/periods';
import type { Facts } from '#domain/facts';
import type { CloseCommand, ClosingDeps } from './deps.js';
import { plannedNow } from './planned-now.js';
import { sealedNow } from './sealed-now.js';

/** Everything that keeps a month from being closed now; empty where nothing does. */
export async function checkClose(deps: ClosingDeps, command: CloseCommand): Promise<readonly Refusal[]> {
  const { reads, store } = deps;
  const next = await store.nextIndex();
  if (next > 0) await deps.waitUntilProjected(next - 1);
  const facts = await reads.factsBefore(next);
  const wrong = await faultsOfRequest(deps, command, facts);
  // Of a month that cannot be closed yet, what its heaters lack says nothing.
  if (!isClosable(wrong)) return wrong;
  const { sealed, missing } = await sealedNow(reads, facts, command.period);
  if (wrong.length > 0 || missing.length > 0) return [...wrong, ...missing];
  const month = { period: command.period, index: next, facts, sealed };
  return (await plannedNow(reads, month)).fails;
}

/** Company, calendar and order of months. */
export async function faultsOfRequest(
  deps: Pick<ClosingDeps, 'reads' | 'clock'>,
  command: Pick<CloseCommand, 'period' | 'issueDate'>,
  facts: Facts,
): Promise<readonly Refusal[]> {
  const cuts = (await deps.reads.cuts()).filter(({ period }) => period !== command.period);
  const wrong = checkRequest({
    ...command,
    facts,
    nowMs: deps.clock.now(),
    lastClosed: cuts.findLast(({ closed }) => closed)?.period ?? null,
    lastClosing: cuts.findLast(({ closed }) => !closed)?.period ?? null,
    firstWithUsage: cuts.length > 0 ? null : await firstWithUsage(deps, facts),
  });
  return [...wrong, ...lockedDatesOfClose(facts.lockedYears, command.period, command.issueDate)];
}

/** Whether the month could be closed now, as far as company, calendar and order go. */
export const isClosable = (wrong: readonly Refusal[]): boolean =>
  wrong.every(({ code }) => REGISTERED_LATER.has(code));

/** Missing, but no reason to keep silent about the rest. */
const REGISTERED_LATER: ReadonlySet<string> = new Set(['COMPANY_MISSING', 'CHART_MISSING']);

/** The month in which the first heater was put at a supply point, the first work ended, or a contract first owed something. */
async function firstWithUsage(
  { reads }: Pick<ClosingDeps, 'reads'>,
  facts: Facts,
): Promise<FirstUsage | null> {
  const zone = facts.zones.get(facts.company?.zone ?? '');
  if (zone === undefined) return null;
  const first = firstUsage(facts, await reads.firstWork(), zone);
  return first === null ? null : { period: monthOf(localDateAt(zone, first.atMs)), why: first.why };
}
