import {
  accept,
  firstRefused,
  isSame,
  payloadOf,
  refuse,
  refuseIf,
  type Check,
  type Decision,
} from '#domain/decision';
import { checkInstant, checkPastInstant } from '#domain/calendar';
import type { HeaterCommand, HeaterContext, HeaterEvent, HeaterState } from './heater.js';

type Command<Type> = Extract<HeaterCommand, { type: Type }>;

const POWER_W_MAX = 100_000;
const CORES_MAX = 100_000;

const outOf = (value: number, min: number, max: number, field: string, unit: string): Check =>
  refuseIf(
    value < min || value > max,
    'RATING_OUT_OF_RANGE',
    field,
    `Give from ${min} to ${max}${unit}, as the type plate says.`,
  );

/** Ratings may be corrected until the heater is installed; from then on spans are judged by them. */
export function commission(command: Command<'CommissionHeater'>, state: HeaterState): Decision<HeaterEvent> {
  const data = payloadOf(command);
  if (isSame(state.commissioned, data)) return accept();
  const refused = firstRefused(
    outOf(data.processors, 1, CORES_MAX, 'processors', ''),
    outOf(data.cores, data.processors, CORES_MAX, 'cores', ' (at least one per processor)'),
    outOf(data.ratedMainW, 1, POWER_W_MAX, 'ratedMainW', ' W'),
    outOf(data.ratedAuxW, 0, POWER_W_MAX, 'ratedAuxW', ' W'),
    outOf(data.registerDigits, 4, 12, 'registerDigits', ' digits'),
    refuseIf(
      state.installedSince !== null,
      'HEATER_COMMISSIONED',
      'heater',
      'It was commissioned with other ratings and has been in use; other hardware is another heater.',
    ),
  );
  return refused ?? accept({ type: 'HeaterCommissioned', data });
}

/** 32 bytes are 43 characters of base64url, the last of which carries two unused bits, which are zero. */
const PUBLIC_KEY = /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/;

export function openEpoch(command: Command<'OpenHeaterEpoch'>, state: HeaterState): Decision<HeaterEvent> {
  const { epoch, publicKey } = command;
  const next = state.keys.length;
  if (epoch < next && state.keys[epoch] === publicKey) return accept();
  const refused = firstRefused(
    refuseIf(
      epoch !== next,
      epoch < next ? 'EPOCH_OPENED' : 'EPOCH_NOT_NEXT',
      'epoch',
      `The next epoch of this heater is ${next}.`,
    ),
    refuseIf(
      publicKey !== null && !PUBLIC_KEY.test(publicKey),
      'PUBLIC_KEY_INVALID',
      'publicKey',
      'Give the 32 bytes of the Ed25519 public key as base64url without padding (43 characters).',
    ),
  );
  return refused ?? accept({ type: 'HeaterEpochOpened', data: payloadOf(command) });
}

/** A heater is a household's until someone says that it is not; what it already recorded stays sealed. */
export function declarePlain(
  command: Command<'DeclareHeaterPlain'>,
  state: HeaterState,
): Decision<HeaterEvent> {
  if (state.plain) return accept();
  if (state.standing !== null && state.standing.dwelling !== null) {
    return refuse(
      'HEATER_IN_DWELLING',
      'heater',
      'The load curve of a home is personal data: a heater in a dwelling stays sealed.',
    );
  }
  return accept({ type: 'HeaterDeclaredPlain', data: payloadOf(command) });
}

export const declareHousehold = (
  command: Command<'DeclareHeaterHousehold'>,
  state: HeaterState,
): Decision<HeaterEvent> =>
  state.plain ? accept({ type: 'HeaterDeclaredHousehold', data: payloadOf(command) }) : accept();

export function setMode(command: Command<'SetHeaterMode'>, state: HeaterState): Decision<HeaterEvent> {
  const { at, mode } = command;
  if (state.mode?.mode === mode && at >= state.mode.at) return accept();
  const refused = firstRefused(
    checkInstant('at', at),
    refuseIf(
      state.mode !== null && at <= state.mode.at,
      'AT_BEFORE_LAST',
      'at',
      `The mode was last set at ${state.mode?.at} (ms UTC); give a later instant.`,
    ),
  );
  return refused ?? accept({ type: 'HeaterModeSet', data: payloadOf(command) });
}

export function recordOpened(
  command: Command<'RecordHeaterOpened'>,
  state: HeaterState,
  { now }: HeaterContext,
): Decision<HeaterEvent> {
  if (state.openSince !== null && command.at >= state.openSince) return accept();
  const last = state.openSince ?? state.lastReset;
  const refused = firstRefused(
    checkPastInstant('at', command.at, now),
    refuseIf(
      last !== null && command.at < last,
      'AT_BEFORE_LAST',
      'at',
      `It was last opened or reset at ${last} (ms UTC); give a later instant.`,
    ),
  );
  return refused ?? accept({ type: 'HeaterOpened', data: payloadOf(command) });
}

export function reset(
  command: Command<'ResetHeater'>,
  state: HeaterState,
  { now }: HeaterContext,
): Decision<HeaterEvent> {
  const { openSince } = state;
  const refused = firstRefused(
    refuseIf(openSince === null, 'HEATER_NOT_OPENED', 'heater', 'Nothing to reset: its case is closed.'),
    checkPastInstant('at', command.at, now),
    refuseIf(
      openSince !== null && command.at < openSince,
      'AT_BEFORE_LAST',
      'at',
      `It was opened at ${openSince} (ms UTC); give a later instant.`,
    ),
  );
  return refused ?? accept({ type: 'HeaterReset', data: payloadOf(command) });
}
