import { exhausted } from '#domain/decision';
import type {
  OffPeakWindowsSet,
  RepaymentAgreed,
  SupplyPointHolderSet,
  SupplyPointOptionSet,
  SupplyPointRegistered,
  SupplyPointTariffSet,
} from '#events';
import type { SiteState } from './site.js';

export type SupplyPointCommand =
  | ({ readonly type: 'RegisterSupplyPoint' } & SupplyPointRegistered['data'])
  | ({ readonly type: 'SetSupplyPointHolder' } & SupplyPointHolderSet['data'])
  | ({ readonly type: 'SetSupplyPointTariff' } & SupplyPointTariffSet['data'])
  | ({ readonly type: 'SetSupplyPointOption' } & SupplyPointOptionSet['data'])
  | ({ readonly type: 'SetOffPeakWindows' } & OffPeakWindowsSet['data'])
  | ({ readonly type: 'AgreeRepayment' } & RepaymentAgreed['data']);
export type SupplyPointEvent =
  | SupplyPointRegistered
  | SupplyPointHolderSet
  | SupplyPointTariffSet
  | SupplyPointOptionSet
  | OffPeakWindowsSet
  | RepaymentAgreed;

/** What other streams say of the things that a command names. */
export interface SupplyPointContext {
  /** The site of a registration. */
  readonly site: SiteState | null;
  /** Whether the owner named as holder is registered. */
  readonly ownerKnown: boolean;
  /** The price list that the command names, or null where there is none of that name. */
  readonly priceList: KnownPriceList | null;
  /** Price cells that the meter's option and power of the command's first day need and that list lacks. */
  readonly missingCells: readonly string[];
}

/** Kind and first priced day of a price list. */
export interface KnownPriceList {
  readonly kind: 'electricity' | 'compute';
  readonly firstDay: string;
  /** Of an hourly list each day is published by itself: it may be named before its days are. */
  readonly hourly?: boolean;
}

type MeterOption = Pick<SupplyPointRegistered['data'], 'option' | 'subscribedKva'>;

export interface SupplyPointState {
  readonly registered: SupplyPointRegistered['data'] | null;
  /** By first day; the later event of a day stands. */
  readonly holders: ReadonlyMap<string, SupplyPointHolderSet['data']['holder']>;
  readonly tariffs: ReadonlyMap<string, string>;
  readonly options: ReadonlyMap<string, MeterOption>;
  readonly windows: ReadonlyMap<string, OffPeakWindowsSet['data']>;
  /** By id. */
  readonly agreements: ReadonlyMap<string, RepaymentAgreed['data']>;
}

export const initialSupplyPoint: SupplyPointState = {
  registered: null,
  holders: new Map(),
  tariffs: new Map(),
  options: new Map(),
  windows: new Map(),
  agreements: new Map(),
};

export function evolveSupplyPoint(state: SupplyPointState, event: SupplyPointEvent): SupplyPointState {
  switch (event.type) {
    case 'SupplyPointRegistered':
      return { ...state, registered: event.data };
    case 'SupplyPointHolderSet':
      return { ...state, holders: new Map(state.holders).set(event.data.from, event.data.holder) };
    case 'SupplyPointTariffSet':
      return { ...state, tariffs: new Map(state.tariffs).set(event.data.from, event.data.priceList) };
    case 'SupplyPointOptionSet': {
      const { from, option, subscribedKva } = event.data;
      return { ...state, options: new Map(state.options).set(from, { option, subscribedKva }) };
    }
    case 'OffPeakWindowsSet':
      return { ...state, windows: new Map(state.windows).set(event.data.from, event.data) };
    case 'RepaymentAgreed':
      return { ...state, agreements: new Map(state.agreements).set(event.data.agreement, event.data) };
    default:
      return exhausted(event);
  }
}

/** Option and subscribed power on a day; null before the supply point is registered. */
export function meterOptionOn({ registered, options }: SupplyPointState, date: string): MeterOption | null {
  const from = [...options.keys()]
    .filter((day) => day <= date)
    .sort()
    .at(-1);
  return from === undefined ? registered : options.get(from)!;
}
