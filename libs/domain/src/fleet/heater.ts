import { exhausted, invariant } from '#domain/decision';
import type {
  HeaterCommissioned,
  HeaterDeclaredHousehold,
  HeaterDeclaredPlain,
  HeaterEpochOpened,
  HeaterInstalled,
  HeaterMeterExchanged,
  HeaterModeSet,
  HeaterMoved,
  HeaterOpened,
  HeaterRemoved,
  HeaterReset,
} from '#events';
import type { SiteState } from './site.js';
import type { SupplyPointState } from './supply-point.js';

export type HeaterCommand =
  | ({ readonly type: 'CommissionHeater' } & HeaterCommissioned['data'])
  | ({ readonly type: 'OpenHeaterEpoch' } & HeaterEpochOpened['data'])
  | ({ readonly type: 'DeclareHeaterPlain' } & HeaterDeclaredPlain['data'])
  | ({ readonly type: 'DeclareHeaterHousehold' } & HeaterDeclaredHousehold['data'])
  | ({ readonly type: 'InstallHeater' } & HeaterInstalled['data'])
  | ({ readonly type: 'MoveHeater' } & HeaterMoved['data'])
  | ({ readonly type: 'RemoveHeater' } & HeaterRemoved['data'])
  | ({ readonly type: 'SetHeaterMode' } & HeaterModeSet['data'])
  | ({ readonly type: 'RecordHeaterOpened' } & HeaterOpened['data'])
  | ({ readonly type: 'ResetHeater' } & HeaterReset['data'])
  | ({ readonly type: 'ExchangeHeaterMeter' } & HeaterMeterExchanged['data']);
export type HeaterEvent =
  | HeaterCommissioned
  | HeaterEpochOpened
  | HeaterDeclaredPlain
  | HeaterDeclaredHousehold
  | HeaterInstalled
  | HeaterMoved
  | HeaterRemoved
  | HeaterModeSet
  | HeaterOpened
  | HeaterReset
  | HeaterMeterExchanged;

export interface HeaterContext {
  /** ms UTC: nothing that happened to a heater can lie ahead of it. */
  readonly now: number;
  /** Site and supply point that the command names; null where there is none, or it names none. */
  readonly site: SiteState | null;
  readonly supplyPoint: SupplyPointState | null;
}

/** Registers known at an instant: later ones cannot be lower, unless they wrapped. */
export interface Knot {
  readonly at: number;
  readonly mainWh: number;
  readonly auxWh: number;
}

/** Where it stands. */
export interface Standing {
  readonly site: string;
  readonly supplyPoint: string;
  readonly dwelling: string | null;
}

export interface HeaterState {
  readonly commissioned: HeaterCommissioned['data'] | null;
  readonly plain: boolean;
  /** Key of each epoch; the epoch is the place in the list. */
  readonly keys: readonly (string | null)[];
  /** First installation ever (ms UTC); null before it. */
  readonly installedSince: number | null;
  readonly standing: Standing | null;
  readonly lastKnot: Knot | null;
  readonly mode: { readonly at: number; readonly mode: HeaterModeSet['data']['mode'] } | null;
  /** Since when the case is open, and when it was last closed. */
  readonly openSince: number | null;
  readonly lastReset: number | null;
}

export const initialHeater: HeaterState = {
  commissioned: null,
  plain: false,
  keys: [],
  installedSince: null,
  standing: null,
  lastKnot: null,
  mode: null,
  openSince: null,
  lastReset: null,
};

export function evolveHeater(state: HeaterState, event: HeaterEvent): HeaterState {
  switch (event.type) {
    case 'HeaterCommissioned':
      return { ...state, commissioned: event.data };
    case 'HeaterEpochOpened':
      invariant(event.data.epoch === state.keys.length, `epoch ${event.data.epoch} follows none`);
      return { ...state, keys: [...state.keys, event.data.publicKey] };
    case 'HeaterDeclaredPlain':
      return { ...state, plain: true };
    case 'HeaterDeclaredHousehold':
      return { ...state, plain: false };
    case 'HeaterInstalled':
    case 'HeaterMoved': {
      const { at, mainWh, auxWh, site, supplyPoint, dwelling } = event.data;
      const standing = { site, supplyPoint, dwelling };
      const installedSince = state.installedSince ?? at;
      return { ...state, installedSince, standing, lastKnot: { at, mainWh, auxWh } };
    }
    case 'HeaterRemoved': {
      const { at, mainWh, auxWh } = event.data;
      return { ...state, standing: null, lastKnot: { at, mainWh, auxWh } };
    }
    case 'HeaterModeSet':
      return { ...state, mode: { at: event.data.at, mode: event.data.mode } };
    case 'HeaterOpened':
      return { ...state, openSince: event.data.at };
    case 'HeaterReset':
      return { ...state, openSince: null, lastReset: event.data.at };
    case 'HeaterMeterExchanged': {
      const { at, newMainWh, newAuxWh } = event.data;
      return { ...state, lastKnot: { at, mainWh: newMainWh, auxWh: newAuxWh } };
    }
    default:
      return exhausted(event);
  }
}
