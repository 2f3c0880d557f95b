import type { Month } from '#domain/calendar';
import type { DocumentDraft } from '#domain/documents';
import type { Facts } from '#domain/facts';
import { partiesOf, type EarlierMonth, type PlanInput } from '#domain/periods';
import type { SealedHeater } from '#events';
import type { ClosingReads, Sealing } from './reads.js';

/** A month and the index of its `PeriodClosing`. */
export interface CutOf {
  readonly period: Month;
  readonly index: number;
}

/** What the documents of a month are planned from; `stale` are those that waited to be issued at its cut. */
export async function planInput(
  reads: ClosingReads,
  cut: CutOf,
  facts: Facts,
  sealed: readonly SealedHeater[],
  stale: readonly DocumentDraft[],
): Promise<PlanInput> {
  const months = (await reads.resealedMonths(cut.period)).filter((month) => month < cut.period);
  const earlier: EarlierMonth[] = [];
  for (const period of months)
    earlier.push(earlierMonth(facts, period, await reads.sealings(period, cut.period)));
  const parties = new Set(earlier.flatMap((month) => [...month.parties].map(idOfParty)));
  const issued = months[0] === undefined ? [] : await reads.issuedBefore(cut.index, months[0], parties);
  return { facts, period: cut.period, sealed, earlier, issued, waiting: stale };
}

/** `owner:habitat` → `habitat` */
const idOfParty = (party: string): string => party.slice(party.indexOf(':') + 1);

/** All heaters of the month as last sealed; the parties of those that were sealed more than once. */
function earlierMonth(facts: Facts, period: Month, sealings: readonly Sealing[]): EarlierMonth {
  const anew = new Set(sealings.filter(({ cut }) => cut > period).map(({ heater }) => heater.heater));
  const versions = sealings.map(({ heater }) => heater).filter(({ heater }) => anew.has(heater));
  return { period, sealed: latest(sealings), parties: partiesOf(facts, versions) };
}

/** Each heater as it was sealed last, by name. */
export const latest = (sealings: readonly Sealing[]): SealedHeater[] =>
  [...new Map(sealings.map(({ heater }) => [heater.heater, heater])).values()].sort((a, b) =>
    a.heater < b.heater ? -1 : 1,
  );
