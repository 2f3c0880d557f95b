import { exhausted, refuse, type Decider } from '#domain/decision';
import {
  evolveHeater,
  initialHeater,
  type HeaterCommand,
  type HeaterContext,
  type HeaterEvent,
  type HeaterState,
} from './heater.js';
import {
  commission,
  declareHousehold,
  declarePlain,
  openEpoch,
  recordOpened,
  reset,
  setMode,
} from './decide-condition.js';
import { exchange, install, move, remove } from './decide-placement.js';

/** Stream `heater-<heater>`. */
export const heater: Decider<HeaterCommand, HeaterState, HeaterEvent, HeaterContext> = {
  initialState: initialHeater,
  evolve: evolveHeater,

  decide(command, state, context) {
    if (command.type === 'CommissionHeater') return commission(command, state);
    if (state.commissioned === null) {
      return refuse('HEATER_UNKNOWN', 'heater', `Commission the heater ${command.heater} first.`);
    }
    switch (command.type) {
      case 'OpenHeaterEpoch':
        return openEpoch(command, state);
      case 'DeclareHeaterPlain':
        return declarePlain(command, state);
      case 'DeclareHeaterHousehold':
        return declareHousehold(command, state);
      case 'InstallHeater':
        return install(command, state, context);
      case 'MoveHeater':
        return move(command, state, context);
      case 'RemoveHeater':
        return remove(command, state, context);
      case 'SetHeaterMode':
        return setMode(command, state);
      case 'RecordHeaterOpened':
        return recordOpened(command, state, context);
      case 'ResetHeater':
        return reset(command, state, context);
      case 'ExchangeHeaterMeter':
        return exchange(command, state, context);
      default:
        return exhausted(command);
    }
  },
};
