import { exhausted } from '#domain/decision';
import type {
  RepaymentAgreed,
  SupplyPointHolderSet,
  SupplyPointRegistered,
  SupplyPointTariffSet,
} from '#events';
import type { SiteState } from './site.js';

export type SupplyPointCommand =
  | ({ readonly type: 'RegisterSupplyPoint' } & SupplyPointRegistered['data'])
  | ({ readonly type: 'SetSupplyPointHolder' } & SupplyPointHolderSet['data'])
  | ({ readonly type: 'SetSupplyPointTariff' } & SupplyPointTariffSet['data'])
  | ({ readonly type: 'AgreeRepayment' } & RepaymentAgreed['data']);
export type SupplyPointEvent =
  SupplyPointRegistered | SupplyPointHolderSet | SupplyPointTariffSet | RepaymentAgreed;

/** What other streams say of the things that a command names. */
export interface SupplyPointContext {
  /** The site of a registration. */
  readonly site: SiteState | null;
  /** Whether the owner named as holder is registered. */
  readonly ownerKnown: boolean;
  /** The price list that the command names, or null where there is none of that name. */
  readonly priceList: KnownPriceList | null;
}

/** Kind and first priced day of a price list. */
export interface KnownPriceList {
  readonly kind: 'electricity' | 'compute';
  readonly firstDay: string;
}

export interface SupplyPointState {
  readonly registered: SupplyPointRegistered['data'] | null;
  /** By first day; the later event of a day stands. */
  readonly holders: ReadonlyMap<string, SupplyPointHolderSet['data']['holder']>;
  readonly tariffs: ReadonlyMap<string, string>;
  /** By id. */
  readonly agreements: ReadonlyMap<string, RepaymentAgreed['data']>;
}

export const initialSupplyPoint: SupplyPointState = {
  registered: null,
  holders: new Map(),
  tariffs: new Map(),
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
    case 'RepaymentAgreed':
      return { ...state, agreements: new Map(state.agreements).set(event.data.agreement, event.data) };
    default:
      return exhausted(event);
  }
}
