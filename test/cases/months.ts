import { instantAt, monthSpan, type LocalDate, type Month, type ZoneOffsets } from '#domain/calendar';

/** Paris from 2025 to 2027: all that cases need. */
export const PARIS: ZoneOffsets = {
  zone: 'Europe/Paris',
  offsets: [
    { from: 0, offsetMinutes: 60 },
    { from: Date.UTC(2025, 2, 30, 1), offsetMinutes: 120 },
    { from: Date.UTC(2025, 9, 26, 1), offsetMinutes: 60 },
    { from: Date.UTC(2026, 2, 29, 1), offsetMinutes: 120 },
    { from: Date.UTC(2026, 9, 25, 1), offsetMinutes: 60 },
    { from: Date.UTC(2027, 2, 28, 1), offsetMinutes: 120 },
  ],
};

/** A local month, as `closeMonth` takes it. */
export const monthOfParis = (month: Month): { month: Month; fromMs: number; toMs: number } => ({
  month,
  ...monthSpan(PARIS, month),
});

/** An instant of a local day. */
export const inParis = (day: LocalDate, hour = 0, minute = 0): number =>
  instantAt(PARIS, day, hour * 60 + minute);
