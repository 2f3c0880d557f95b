import { monthSpan, type ZoneOffsets } from '#domain/calendar';

/** March 2026: 31 days and one spring clock change (Sunday the 29th has 23 hours). */
export const DEMO_MONTH = '2026-03';
export const NEXT_MONTH = '2026-04';

/** Europe/Paris: summer time from the last Sunday of March to the last Sunday of October, at 01:00 UTC. */
export const PARIS: ZoneOffsets = Object.freeze({
  zone: 'Europe/Paris',
  offsets: [
    { from: Date.UTC(2020, 0, 1), offsetMinutes: 60 },
    ...[2024, 2025, 2026, 2027].flatMap((year) => [
      { from: lastSunday(year, 2) + 3_600_000, offsetMinutes: 120 },
      { from: lastSunday(year, 9) + 3_600_000, offsetMinutes: 60 },
    ]),
  ],
});

function lastSunday(year: number, month: number): number {
  const lastDay = Date.UTC(year, month + 1, 0);
  return lastDay - new Date(lastDay).getUTCDay() * 86_400_000;
}

const SUMMER_TIME_MS = lastSunday(2026, 2) + 3_600_000;

const span = monthSpan(PARIS, DEMO_MONTH);
/** First instant of the month, and the first one after it (ms UTC). */
export const MONTH_FROM_MS = span.fromMs;
export const MONTH_TO_MS = span.toMs;

/** A reading every ten minutes, an upload every twelve hours. */
export const STEP_MS = 600_000;
export const WINDOW_MS = 12 * 3_600_000;
export const STEPS_PER_WINDOW = WINDOW_MS / STEP_MS;

/** Windows of a run. The last one reaches past the end, so that registers are known on both sides of it. */
export const WINDOWS = Math.ceil((MONTH_TO_MS - MONTH_FROM_MS + 3_600_000) / WINDOW_MS);

/** When people prepare the ledger: before the month begins. */
export const SETUP_AT_MS = Date.UTC(2026, 1, 20, 9);
export const ISSUE_DATE = '2026-04-03';
/** When the close runs (after the last upload, on the issue date). */
export const CLOSE_AT_MS = Date.UTC(2026, 3, 3, 8);

/** What comes late and what is found to be wrong arrives before this; April is told in one upload, and closed. */
export const NEXT_MONTH_TO_MS = monthSpan(PARIS, NEXT_MONTH).toMs;
export const LATE_BY_MS = Date.UTC(2026, 3, 20, 16);
/** When most of the month has been paid. */
export const SETTLED_AT_MS = Date.UTC(2026, 3, 30, 14);
export const NEXT_ISSUE_DATE = '2026-05-04';
export const NEXT_CLOSE_AT_MS = Date.UTC(2026, 4, 4, 8);
/** In April a reading every six hours: registers are cumulative, so nothing is lost but detail. */
export const NEXT_STEP_MS = 6 * 3_600_000;

/** A local wall time of the month in ms UTC: day of March (32 is 1 April), hour, minute. */
export function localMs(day: number, hour: number, minute = 0): number {
  const naive = Date.UTC(2026, 2, day, hour, minute);
  const winter = naive - 3_600_000;
  return winter >= SUMMER_TIME_MS ? naive - 7_200_000 : winter;
}

/** Instants at which the local days of March and April end. */
export const MIDNIGHTS_MS: readonly number[] = Array.from({ length: 61 }, (_, day) => localMs(day + 2, 0));

/** Local wall time as if it were UTC: what hours and weekdays are read from. */
export function wallMs(ms: number): number {
  return ms + (ms >= SUMMER_TIME_MS ? 7_200_000 : 3_600_000);
}
