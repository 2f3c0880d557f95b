import { openSpansOf, type OpenSpan } from '#domain/attribution';
import {
  addDays,
  addMonths,
  firstDay,
  localDateAt,
  monthSpan,
  type LocalDate,
  type Month,
} from '#domain/calendar';
import type { Refusal } from '#domain/decision';
import type { Facts } from '#domain/facts';
import type { MeteredHeater } from '#domain/metering';
import type { SealedHeater } from '#events';
import type { FirstUsage } from './first-usage.js';
import { missingPrices } from './missing-prices.js';

/** What is asked of a close before the cut. */
export interface CloseRequest {
  readonly period: Month;
  readonly issueDate: LocalDate;
  readonly facts: Facts;
  readonly nowMs: number;
  /** The last month closed or closing, if any; before any, the first with usage. */
  readonly lastClosed: Month | null;
  readonly lastClosing: Month | null;
  readonly firstWithUsage: FirstUsage | null;
}

/** A slip in the year would date every later document of a series. */
const DAYS_AHEAD_MAX = 31;

const refusal = (code: string, field: string, remedy: string): Refusal => ({ code, field, remedy });
const instant = (ms: number): string => new Date(ms).toISOString();

/** Company, calendar and order of months: what can be said without looking at usage. */
export function checkRequest(request: CloseRequest): Refusal[] {
  const { period, issueDate, facts, nowMs, lastClosed, lastClosing, firstWithUsage } = request;
  const missing: Refusal[] = [];
  if (facts.company === null)
    missing.push(refusal('COMPANY_MISSING', 'company', 'register the company (RegisterCompany)'));
  if (facts.chart === null)
    missing.push(refusal('CHART_MISSING', 'chart', 'set the chart of accounts (SetChartOfAccounts)'));
  const zone = facts.zones.get(facts.company?.zone ?? '');
  if (zone !== undefined && monthSpan(zone, period).toMs > nowMs)
    missing.push(
      refusal('PERIOD_NOT_OVER', 'period', `${period} ends at ${instant(monthSpan(zone, period).toMs)}`),
    );
  if (issueDate < firstDay(addMonths(period, 1)))
    missing.push(
      refusal(
        'ISSUE_DATE_TOO_EARLY',
        'issueDate',
        `give a date on or after ${firstDay(addMonths(period, 1))}`,
      ),
    );
  if (zone !== undefined && issueDate > addDays(localDateAt(zone, nowMs), DAYS_AHEAD_MAX))
    missing.push(
      refusal(
        'ISSUE_DATE_TOO_LATE',
        'issueDate',
        `give a date at most ${DAYS_AHEAD_MAX} days ahead: every later document of its series is dated no earlier`,
      ),
    );
  const before = addMonths(period, -1);
  const expected =
    lastClosing ?? (lastClosed === null ? (firstWithUsage?.period ?? null) : addMonths(lastClosed, 1));
  if (expected !== null && expected < period)
    missing.push(
      refusal(
        'PREVIOUS_NOT_CLOSED',
        'period',
        `close ${expected} first (months close in order, up to ${before})${reasonOf(request)}`,
      ),
    );
  if (lastClosed !== null && period <= lastClosed)
    missing.push(refusal('PERIOD_BEFORE_LAST_CLOSED', 'period', `${lastClosed} is closed already`));
  return missing;
}

const reasonOf = ({ lastClosed, lastClosing, firstWithUsage }: CloseRequest): string =>
  lastClosed !== null || lastClosing !== null || firstWithUsage === null ? '' : `: ${firstWithUsage.why}`;

/** Heaters, spans, prices, colours and windows without which the month cannot be computed. One line per thing missing. */
export function checkUsage(
  facts: Facts,
  period: Month,
  usage: readonly { readonly metered: MeteredHeater; readonly sealed: SealedHeater }[],
): Refusal[] {
  const spans = usage.flatMap(({ metered }) => openSpansOf(metered, facts, period));
  const prices = missingPrices(
    facts,
    usage.map(({ sealed }) => sealed),
  );
  return [...spans.map(spanRefusal), ...prices];
}

function spanRefusal({ heater, code, from, to }: OpenSpan): Refusal {
  const span = `${instant(from)}/${instant(to)}`;
  return code === 'READING_MISSING'
    ? refusal(
        code,
        `heaters/${heater}/${span}`,
        `send a reading of ${heater} at or after ${instant(to)}, accept an estimate (AcceptEstimate) or set the span aside (SetSpanAside)`,
      )
    : refusal(
        'SPAN_HELD',
        `heaters/${heater}/${span}`,
        `${code}: release, discard or correct the span (ReleaseHeldSpan, DiscardHeldSpan, CorrectEnergy) or set it aside (SetSpanAside)`,
      );
}
