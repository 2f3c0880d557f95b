import type { LocalDate } from '#domain/calendar';
import {
  minutesOf,
  needsWindows,
  windowOf,
  windowsMeet,
  type MeterTerms,
  type TariffOption,
} from '#domain/electricity-tariffs';
import { fileFault } from './file-fault.js';

/** Options that a person may ask for; the others need more of a meter than a command line says. */
export const CURVE_OPTIONS = ['base', 'hphc', 'tempo'] as const satisfies readonly TariffOption[];
export type CurveOption = (typeof CURVE_OPTIONS)[number];

const BEFORE_ALL: LocalDate = '1970-01-01';
const HOURS = /^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/;

const invalid = (remedy: string): never => fileFault('WINDOWS_INVALID', '--windows', remedy);

/** `22:00-06:00,12:30-14:30`: off-peak hours, the same all year. */
function windowsOf(text: string): readonly string[] {
  const windows = text.split(',').map((part) => part.trim());
  for (const window of windows)
    if (!HOURS.test(window) || minutesOf(windowOf(window)) === 0)
      invalid(`${window} is no window: give hours such as 22:00-06:00, or two with a comma between.`);
  windows.forEach((window, i) => {
    if (windows.slice(i + 1).some((other) => windowsMeet(windowOf(window), windowOf(other))))
      invalid('Two windows share a minute: give them apart.');
  });
  return windows;
}

/** What a meter of this option would be told by commands. Faults (FileFault): WINDOWS_INVALID, WINDOWS_NOT_USED. */
export function curveTerms(
  option: CurveOption,
  subscribedKva: number,
  windows: string | undefined,
): MeterTerms {
  if (!needsWindows(option) && windows !== undefined)
    fileFault(
      'WINDOWS_NOT_USED',
      '--windows',
      `${option} has no off-peak hours of the meter: leave --windows out, or give --option hphc.`,
    );
  const given = windows === undefined ? null : windowsOf(windows);
  if (needsWindows(option) && given === null)
    return invalid('Off-peak hours of hphc are those of the meter: give --windows 22:00-06:00.');
  return {
    options: [{ from: BEFORE_ALL, option, subscribedKva }],
    windows: given === null ? [] : [{ from: BEFORE_ALL, winter: given, summer: given, peak: [] }],
  };
}
