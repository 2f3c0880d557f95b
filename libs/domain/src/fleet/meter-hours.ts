import {
  accept,
  firstRefused,
  isSame,
  payloadOf,
  refuseIf,
  type Check,
  type Decision,
} from '#domain/decision';
import { checkDate } from '#domain/calendar';
import { minutesOf, windowOf, windowsMeet } from './hour-windows.js';
import type { SupplyPointCommand, SupplyPointEvent, SupplyPointState } from './supply-point.js';

type Command<Type> = Extract<SupplyPointCommand, { type: Type }>;

/** The largest power that a connection of a building is given (kVA). */
const KVA_MAX = 10_000;
const HOURS = /^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/;

export const checkPower = (subscribedKva: number): Check =>
  refuseIf(
    subscribedKva < 1 || subscribedKva > KVA_MAX,
    'KVA_OUT_OF_RANGE',
    'subscribedKva',
    `Give the subscribed power in kVA, from 1 to ${KVA_MAX}.`,
  );

export function setOption(
  command: Command<'SetSupplyPointOption'>,
  state: SupplyPointState,
): Decision<SupplyPointEvent> {
  const { supplyPoint, from, option, subscribedKva } = command;
  const refused = firstRefused(checkDate('from', from), checkPower(subscribedKva));
  if (refused !== null) return refused;
  if (isSame(state.options.get(from), { option, subscribedKva })) return accept();
  return accept({ type: 'SupplyPointOptionSet', data: { supplyPoint, from, option, subscribedKva } });
}

type Hours = Pick<Command<'SetOffPeakWindows'>, 'winter' | 'summer' | 'peak'>;

/** Windows of some length that do not overlap: off-peak in winter and summer; peak in winter, outside of off-peak. */
export function setWindows(
  command: Command<'SetOffPeakWindows'>,
  state: SupplyPointState,
): Decision<SupplyPointEvent> {
  const data = payloadOf(command);
  const refused = firstRefused(
    checkDate('from', data.from),
    ...(['winter', 'summer', 'peak'] as const).map((season) => checkWindows(data, season)),
    checkSome(data, 'winter'),
    checkSome(data, 'summer'),
    refuseIf(
      data.peak.some((peak) => data.winter.some((window) => windowsMeet(windowOf(peak), windowOf(window)))),
      'WINDOWS_OVERLAP',
      'peak',
      'An hour is peak or off-peak; part the windows of peak and winter.',
    ),
  );
  if (refused !== null) return refused;
  if (isSame(state.windows.get(data.from), data)) return accept();
  return accept({ type: 'OffPeakWindowsSet', data });
}

const checkSome = (hours: Hours, season: 'winter' | 'summer'): Check =>
  refuseIf(
    hours[season].length === 0,
    'WINDOWS_MISSING',
    season,
    'Give the off-peak hours of winter and of summer; they may be the same.',
  );

function checkWindows(hours: Hours, season: keyof Hours): Check {
  const given = hours[season];
  const malformed = given.findIndex((window) => !HOURS.test(window));
  if (malformed >= 0)
    return refuseIf(true, 'WINDOW_INVALID', `${season}.${malformed}`, 'Give hours as hh:mm-hh:mm.');
  const windows = given.map(windowOf);
  return firstRefused(
    ...windows.flatMap((window, place) => [
      refuseIf(
        minutesOf(window) === 0,
        'WINDOW_EMPTY',
        `${season}.${place}`,
        'The window ends when it begins; give an end that differs.',
      ),
      refuseIf(
        windows.slice(0, place).some((before) => windowsMeet(before, window)),
        'WINDOWS_OVERLAP',
        `${season}.${place}`,
        'It overlaps the window before; give one window for both, or part them.',
      ),
    ]),
  );
}
