import { lessPrepaidIn } from '#domain/documents';
import type { Facts } from '#domain/facts';
import type { PlanInput } from '#domain/periods';
import type { SealedHeater } from '#events';
import { earlierMonths, idOf, type CutOf } from './earlier-months.js';
import type { ClosingReads } from './reads.js';
import type { Unissued } from './stale-documents.js';

/** What the documents of a month are planned from; `unissued` as it was at its cut. */
export async function planInput(
  reads: ClosingReads,
  cut: CutOf,
  facts: Facts,
  sealed: readonly SealedHeater[],
  unissued: Unissued,
): Promise<PlanInput> {
  const earlier = await earlierMonths(reads, cut, facts, unissued);
  const parties = new Set(earlier.flatMap((month) => [...month.parties].map(idOf)));
  const [first] = earlier;
  const issued = first === undefined ? [] : await reads.issuedBefore(cut.index, first.period, parties);
  const { waiting } = unissued;
  const prepayments = lessPrepaidIn(waiting, await reads.prepaymentsBefore(cut.index));
  return { facts, period: cut.period, sealed, earlier, issued, waiting, prepayments };
}
