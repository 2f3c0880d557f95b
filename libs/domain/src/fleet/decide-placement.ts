import {
  accept,
  firstRefused,
  payloadOf,
  refuse,
  refuseIf,
  type Check,
  type Decision,
} from '#domain/decision';
import { checkPastInstant } from '#domain/calendar';
import type { HeaterCommand, HeaterContext, HeaterEvent, HeaterState, Standing } from './heater.js';
import { checkAfterKnot, checkRegisters } from './registers.js';

type Command<Type> = Extract<HeaterCommand, { type: Type }>;

/** The place exists, hangs together, and is no home while uploads of the heater are recorded in the clear. */
function checkPlace(place: Standing, state: HeaterState, context: HeaterContext): Check {
  const { site, supplyPoint } = context;
  const serves = supplyPoint?.registered ?? null;
  return firstRefused(
    refuseIf(
      site === null || site.registered === null,
      'SITE_UNKNOWN',
      'site',
      `Register the site ${place.site} first.`,
    ),
    refuseIf(
      serves === null,
      'SUPPLY_POINT_UNKNOWN',
      'supplyPoint',
      `Register the supply point ${place.supplyPoint} first.`,
    ),
    refuseIf(
      serves !== null && serves.site !== place.site,
      'SUPPLY_POINT_ELSEWHERE',
      'supplyPoint',
      `This supply point serves the site ${serves?.site}.`,
    ),
    refuseIf(
      place.dwelling !== null && site?.dwellings.has(place.dwelling) !== true,
      'DWELLING_UNKNOWN',
      'dwelling',
      `Add the dwelling ${place.dwelling} to the site ${place.site} first.`,
    ),
    refuseIf(
      serves !== null && serves.dwelling !== null && serves.dwelling !== place.dwelling,
      'SUPPLY_POINT_OF_ANOTHER_DWELLING',
      'dwelling',
      `This supply point serves the dwelling ${serves?.dwelling}.`,
    ),
    refuseIf(
      state.plain && place.dwelling !== null,
      'HEATER_IS_PLAIN',
      'dwelling',
      'Its uploads are recorded unsealed; declare the heater household before it goes into a home.',
    ),
  );
}

export function install(
  command: Command<'InstallHeater'>,
  state: HeaterState,
  context: HeaterContext,
): Decision<HeaterEvent> {
  const data = payloadOf(command);
  const refused = firstRefused(
    refuseIf(
      state.standing !== null,
      'HEATER_INSTALLED',
      'heater',
      `It stands at ${state.standing?.site}; move it, or remove it first.`,
    ),
    checkPastInstant('at', data.at, context.now),
    checkAfterKnot(data.at, state.lastKnot),
    checkPlace(data, state, context),
    checkRegisters(state, data.at, data),
  );
  return refused ?? accept({ type: 'HeaterInstalled', data });
}

export function move(
  command: Command<'MoveHeater'>,
  state: HeaterState,
  context: HeaterContext,
): Decision<HeaterEvent> {
  const data = payloadOf(command);
  const { standing } = state;
  if (standing === null) return notInstalled();
  const refused = firstRefused(
    checkPastInstant('at', data.at, context.now),
    checkAfterKnot(data.at, state.lastKnot),
    refuseIf(
      standing.site === data.site &&
        standing.supplyPoint === data.supplyPoint &&
        standing.dwelling === data.dwelling,
      'HEATER_THERE_ALREADY',
      'supplyPoint',
      'It stands there already; name where it went.',
    ),
    checkPlace(data, state, context),
    checkRegisters(state, data.at, data),
  );
  return refused ?? accept({ type: 'HeaterMoved', data });
}

export function remove(
  command: Command<'RemoveHeater'>,
  state: HeaterState,
  context: HeaterContext,
): Decision<HeaterEvent> {
  const data = payloadOf(command);
  if (state.standing === null) return notInstalled();
  const refused = firstRefused(
    checkPastInstant('at', data.at, context.now),
    checkAfterKnot(data.at, state.lastKnot),
    checkRegisters(state, data.at, data),
  );
  return refused ?? accept({ type: 'HeaterRemoved', data });
}

const notInstalled = (): Decision<HeaterEvent> =>
  refuse('HEATER_NOT_INSTALLED', 'heater', 'It stands nowhere; install it first.');

/** A meter may be exchanged wherever the heater is, also in the workshop. */
export function exchange(
  command: Command<'ExchangeHeaterMeter'>,
  state: HeaterState,
  context: HeaterContext,
): Decision<HeaterEvent> {
  const data = payloadOf(command);
  const refused = firstRefused(
    checkPastInstant('at', data.at, context.now),
    checkAfterKnot(data.at, state.lastKnot),
    checkRegisters(
      state,
      data.at,
      { mainWh: data.oldMainWh, auxWh: data.oldAuxWh },
      { main: 'oldMainWh', aux: 'oldAuxWh' },
    ),
    // The new meter starts where it starts: only its digits are judged.
    checkRegisters(
      { ...state, lastKnot: null },
      data.at,
      { mainWh: data.newMainWh, auxWh: data.newAuxWh },
      { main: 'newMainWh', aux: 'newAuxWh' },
    ),
  );
  return refused ?? accept({ type: 'HeaterMeterExchanged', data });
}
