import type { Month } from '#domain/calendar';
import { reachesBack, type Facts } from '#domain/facts';
import { partiesOf, partyKey, type EarlierMonth } from '#domain/periods';
import type { SealedHeater } from '#events';
import type { ClosingReads, Sealing } from './reads.js';

/** A month and the index of its `PeriodClosing`. */
export interface CutOf {
  readonly period: Month;
  readonly index: number;
}

/** What of an earlier month is to be compared: all that these heaters concern, and these parties (ids). */
interface ToCompare {
  readonly heaters: Set<string>;
  readonly open: Set<string>;
}

/**
 * Earlier months whose documents a cut compares with what they are worth now, ascending: those of which heaters were
 * sealed anew at this cut, and those sealed anew earlier whose difference could not be settled then. All others were
 * settled by an earlier close, so the work grows with what changed since the last cut, not with what ever did.
 */
export async function earlierMonths(reads: ClosingReads, cut: CutOf, facts: Facts): Promise<EarlierMonth[]> {
  const months = new Map<Month, ToCompare>();
  const of = (period: Month): ToCompare => {
    const known = months.get(period) ?? { heaters: new Set<string>(), open: new Set<string>() };
    months.set(period, known);
    return known;
  };
  for (const { period, heater } of await reads.sealedAnew(cut.period)) of(period).heaters.add(heater.heater);
  const open = await unsettledBefore(reads, cut);
  if (open.size > 0)
    for (const earlier of (await reads.cuts()).filter(({ period }) => period < cut.period))
      for (const { period, heater } of await reads.sealedAnew(earlier.period))
        for (const party of partiesOf(facts, [heater])) if (open.has(idOf(party))) of(period).open.add(party);
  for (const { period, party } of await contractsChanged(reads, cut, facts)) of(period).open.add(party);
  const found: EarlierMonth[] = [];
  for (const [period, which] of [...months].sort(([a], [b]) => (a < b ? -1 : 1)))
    found.push(earlierMonth(facts, period, await reads.sealings(period, cut.period), which));
  return found;
}

/**
 * Parties (ids) for whom the last close may have left a difference: residents who were credited too much, and parties
 * whose documents waited at its cut, so that nothing could cite them.
 */
async function unsettledBefore(reads: ClosingReads, cut: CutOf): Promise<Set<string>> {
  const last = (await reads.cuts()).findLast(({ period }) => period < cut.period);
  if (last === undefined) return new Set();
  const waiting = await reads.setAsideBefore(last.index, last.period);
  return new Set([...(await reads.carriedAfter(last.period)), ...waiting.map(({ party }) => party)]);
}

/**
 * Earlier months that a contract told of since the last cut reaches back into: it may owe reserved capacity and a
 * minimum there although no heater ever worked for it.
 */
async function contractsChanged(
  reads: ClosingReads,
  cut: CutOf,
  facts: Facts,
): Promise<readonly { readonly period: Month; readonly party: string }[]> {
  const earlier = (await reads.cuts()).filter(({ period }) => period < cut.period);
  const last = earlier.at(-1);
  if (last === undefined) return [];
  const zones = [...facts.zones.values()];
  const since = await reads.changedSince(last.index, cut.index);
  return since.facts.flatMap((event) =>
    event.type === 'ContractSigned' || event.type === 'ContractEnded'
      ? earlier
          .filter(({ period }) => zones.some((zone) => reachesBack(event, period, zone)))
          .map(({ period }) => ({ period, party: partyKey({ kind: 'client', id: event.data.client }) }))
      : [],
  );
}

/** The heaters of the month that concern the parties compared, as they were sealed last. */
function earlierMonth(
  facts: Facts,
  period: Month,
  sealings: readonly Sealing[],
  { heaters, open }: ToCompare,
): EarlierMonth {
  const versions = sealings.map(({ heater }) => heater).filter(({ heater }) => heaters.has(heater));
  const parties = new Set([...partiesOf(facts, versions), ...open]);
  const concerns = (heater: SealedHeater): boolean =>
    [...partiesOf(facts, [heater])].some((party) => parties.has(party));
  return { period, sealed: latest(sealings).filter(concerns), parties };
}

/** `owner:habitat` → `habitat` */
export const idOf = (party: string): string => party.slice(party.indexOf(':') + 1);

/** Each heater as it was sealed last, by name. */
export const latest = (sealings: readonly Sealing[]): SealedHeater[] =>
  [...new Map(sealings.map(({ heater }) => [heater.heater, heater])).values()].sort((a, b) =>
    a.heater < b.heater ? -1 : 1,
  );
