import { firstRefused, refuseIf, type Check } from '#domain/decision';
import { mulDivFloor } from '#domain/quantity';
import type { HeaterState, Knot } from './heater.js';

const HOUR_MS = 3_600_000;
/** Rated power may be passed by 5 % before a difference is no wrap but a fall (‰). */
const POWER_MARGIN_PERMILLE = 1050;

/** AT_BEFORE_LAST: placements and exchanges of a heater are recorded in the order in which they happened. */
export const checkAfterKnot = (at: number, knot: Knot | null): Check =>
  refuseIf(
    knot !== null && at <= knot.at,
    'AT_BEFORE_LAST',
    'at',
    `This heater was last handled at ${knot?.at} (ms UTC); give a later instant.`,
  );

/**
 * Registers written down by a person: within the digits of the meter, and none below what was last known.
 * A fall counts as a wrap where rated power could have drawn that much in the time.
 */
export function checkRegisters(
  state: HeaterState,
  at: number,
  given: { readonly mainWh: number; readonly auxWh: number },
  fields: { readonly main: string; readonly aux: string } = { main: 'mainWh', aux: 'auxWh' },
): Check {
  const { commissioned, lastKnot } = state;
  if (commissioned === null) return null;
  const limitWh = 10 ** commissioned.registerDigits;
  const tooLarge = (wh: number, field: string): Check =>
    refuseIf(
      wh >= limitWh,
      'REGISTER_TOO_LARGE',
      field,
      `The registers of this meter have ${commissioned.registerDigits} digits.`,
    );
  const fell = (wh: number, before: number, ratedW: number, field: string): Check => {
    const drawable =
      lastKnot === null ? 0 : mulDivFloor(ratedW * POWER_MARGIN_PERMILLE, at - lastKnot.at, HOUR_MS * 1000);
    return refuseIf(
      wh < before && wh + limitWh - before > drawable + 1,
      'REGISTER_FELL',
      field,
      `It stood at ${before} Wh when last written down; a new meter is recorded as an exchange.`,
    );
  };
  return firstRefused(
    tooLarge(given.mainWh, fields.main),
    tooLarge(given.auxWh, fields.aux),
    lastKnot && fell(given.mainWh, lastKnot.mainWh, commissioned.ratedMainW, fields.main),
    lastKnot && fell(given.auxWh, lastKnot.auxWh, commissioned.ratedAuxW, fields.aux),
  );
}
