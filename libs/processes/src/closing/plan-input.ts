import { lessPrepaidIn, type DocumentDraft } from '#domain/documents';
import type { Facts } from '#domain/facts';
import type { PlanInput } from '#domain/periods';
import type { SealedHeater } from '#events';
import { earlierMonths, idOf, type CutOf } from './earlier-months.js';
import type { ClosingReads } from './reads.js';

/** What the documents of a month are planned from; `stale` are those that waited to be issued at its cut. */
export async function planInput(
  reads: ClosingReads,
  cut: CutOf,
  facts: Facts,
  sealed: readonly SealedHeater[],
  stale: readonly DocumentDraft[],
): Promise<PlanInput> {
  const earlier = await earlierMonths(reads, cut, facts);
  const parties = new Set(earlier.flatMap((month) => [...month.parties].map(idOf)));
  const [first] = earlier;
  const issued = first === undefined ? [] : await reads.issuedBefore(cut.index, first.period, parties);
  const prepayments = lessPrepaidIn(stale, await reads.prepaymentsBefore(cut.index));
  return { facts, period: cut.period, sealed, earlier, issued, waiting: stale, prepayments };
}
