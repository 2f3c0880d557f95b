import { accrualEntries } from '#domain/accounting';
import type { Month } from '#domain/calendar';
import { invariant } from '#domain/decision';
import { packed } from './chunks.js';
import type { ComputedClose } from './compute.js';
import type { PeriodEvent, PeriodState } from './period-stream.js';

const ENTRIES_MAX = 20;
/** What a close says once its documents are planned and accrued. */
const AFTER_ACCRUALS: ReadonlySet<string> = new Set([
  'DocumentSetAside',
  'DwellingProofsSealed',
  'ResidentCarrySealed',
  'PeriodClosed',
]);

/** A close that an earlier version began goes on as it began: without accruals. */
const goesOnWithout = ({ events }: PeriodState): boolean =>
  !events.some(({ type }) => type === 'AccrualsPosted') &&
  events.some(({ type }) => AFTER_ACCRUALS.has(type));

/** What the planned documents will say, on the last day of the month, and its reversal on the next. */
export function accrualEvents(period: Month, computed: ComputedClose, state: PeriodState): PeriodEvent[] {
  if (goesOnWithout(state)) return [];
  const { chart } = computed.facts;
  invariant(chart !== null, 'accruals without a chart of accounts');
  return packed(accrualEntries(period, computed.drafts, chart), ENTRIES_MAX).map((entries, chunk) => ({
    event: { type: 'AccrualsPosted', data: { period, chunk, entries } },
    identity: `accruals/${chunk}`,
  }));
}
