import type { Month } from '#domain/calendar';
import { partyOfDocument } from '#domain/documents';
import { reachesBack, type Facts } from '#domain/facts';
import { partiesOf, partyKey, type EarlierMonth } from '#domain/periods';
import { monthOfKey, type PartyRef } from '#domain/rating';
import type { SealedHeater } from '#events';
import type { ClosingReads, Sealing } from './reads.js';
import type { Unissued } from './stale-documents.js';

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

/** A month and a party (key) to be compared in it. */
interface PartyMonth {
  readonly period: Month;
  readonly party: string;
}

/**
 * Earlier months whose documents a cut compares with what they are worth now, ascending: those of which heaters were
 * sealed anew at this cut, and those whose difference could not be settled at the last one. All others were
 * settled by an earlier close, so the work grows with what changed since the last cut, not with what ever did.
 */
export async function earlierMonths(
  reads: ClosingReads,
  cut: CutOf,
  facts: Facts,
  unissued: Unissued,
): Promise<EarlierMonth[]> {
  const months = new Map<Month, ToCompare>();
  const of = (period: Month): ToCompare => {
    const known = months.get(period) ?? { heaters: new Set<string>(), open: new Set<string>() };
    months.set(period, known);
    return known;
  };
  for (const { period, heater } of await reads.sealedAnew(cut.period)) of(period).heaters.add(heater.heater);
  for (const { period, party } of await unsettledBefore(reads, cut, unissued)) of(period).open.add(party);
  for (const { period, party } of await contractsChanged(reads, cut, facts)) of(period).open.add(party);
  const found: EarlierMonth[] = [];
  for (const [period, which] of [...months].sort(([a], [b]) => (a < b ? -1 : 1)))
    found.push(earlierMonth(facts, period, await reads.sealings(period, cut.period), which));
  return found;
}

/**
 * Of whom the last close may have left a difference in which months: residents who were credited too much, documents
 * that waited at its cut, so that nothing could cite them, and documents below zero, drafted anew until something is
 * due. Whether a heater still concerns the party, or was sealed anew, does not matter: its lines do.
 */
async function unsettledBefore(
  reads: ClosingReads,
  cut: CutOf,
  { waiting, released }: Unissued,
): Promise<PartyMonth[]> {
  const earlier = (await reads.cuts()).filter(({ period }) => period < cut.period);
  const [first, last] = [earlier[0], earlier.at(-1)];
  if (first === undefined || last === undefined) return [];
  const waited = (await reads.setAsideBefore(last.index, last.period)).filter(({ negative }) => !negative);
  const planned = new Set(waited.map((document) => document.planned));
  const parties = new Set(waited.map(({ party }) => party));
  const since = parties.size === 0 ? [] : await reads.issuedBefore(cut.index, last.period, parties);
  const carried = new Set(await reads.carriedAfter(last.period));
  const credited = carried.size === 0 ? [] : await reads.issuedBefore(cut.index, first.period, carried);
  const drafts = [...waiting.filter((draft) => planned.has(draft.planned)), ...released];
  const issued = [...since.filter((document) => planned.has(document.planned)), ...credited];
  return [
    ...drafts.flatMap(({ party, lines }) => monthsOf(party, lines)),
    ...issued.flatMap((document) => monthsOf(partyOfDocument(document), document.lines)),
  ].filter(({ period }) => period < cut.period);
}

const monthsOf = (party: PartyRef, lines: readonly { readonly key: string }[]): PartyMonth[] =>
  [...new Set(lines.map(({ key }) => monthOfKey(key)))].map((period) => ({
    period,
    party: partyKey(party),
  }));

/**
 * Earlier months that a contract told of since the last cut reaches back into: it may owe reserved capacity and a
 * minimum there although no heater ever worked for it.
 */
async function contractsChanged(
  reads: ClosingReads,
  cut: CutOf,
  facts: Facts,
): Promise<readonly PartyMonth[]> {
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
