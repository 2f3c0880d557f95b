import { type RawBuilder, sql } from 'kysely';
import type { LocalDate } from '#domain/calendar';

/**
 * Of a row of `document`: gross less what was prepaid is more than what settled it, by events below an index and up to
 * a day. A prepayment was paid before, and what a corrected invoice states is owed on its original.
 */
export const stillOpen = (
  on: LocalDate,
  before = Number.MAX_SAFE_INTEGER,
): RawBuilder<boolean> => sql<boolean>`document.kind not in ('prepayment-invoice', 'corrected-invoice')
  and document.gross_cents - document.prepaid_cents > coalesce((
    select sum(settlement.cents) from settlement
    where settlement.series = document.series and settlement.number = document.number
      and settlement.idx < ${before} and settlement.date <= ${on}), 0)`;
