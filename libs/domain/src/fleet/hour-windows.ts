import { invariant } from '#domain/decision';

/** Minutes of the local day, [fromMinute, toMinute); it crosses midnight where it ends before it begins. */
export interface HourWindow {
  readonly fromMinute: number;
  readonly toMinute: number;
}

const DAY_MINUTES = 1440;

/** Of a text `hh:mm-hh:mm`. Any other text is a fault of the caller. */
export function windowOf(text: string): HourWindow {
  const parts = /^(\d\d):(\d\d)-(\d\d):(\d\d)$/.exec(text);
  invariant(parts !== null, `${text} is no window of hours`);
  const minute = (hour: number): number => Number(parts[hour]) * 60 + Number(parts[hour + 1]);
  return { fromMinute: minute(1), toMinute: minute(3) };
}

/** Whether a minute of the day lies in one of the windows. */
export const liesIn = (windows: readonly HourWindow[], minute: number): boolean =>
  windows.some(({ fromMinute, toMinute }) =>
    fromMinute <= toMinute
      ? fromMinute <= minute && minute < toMinute
      : fromMinute <= minute || minute < toMinute,
  );

/** How long a window is; 0: it is empty. */
export const minutesOf = ({ fromMinute, toMinute }: HourWindow): number =>
  (toMinute - fromMinute + DAY_MINUTES) % DAY_MINUTES;

/** Whether two windows share a minute. */
export const windowsMeet = (a: HourWindow, b: HourWindow): boolean =>
  minutesOf(a) > 0 && minutesOf(b) > 0 && (liesIn([a], b.fromMinute) || liesIn([b], a.fromMinute));
