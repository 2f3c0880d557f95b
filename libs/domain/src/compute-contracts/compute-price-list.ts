import {
  accept,
  exhausted,
  firstRefused,
  isSame,
  payloadOf,
  refuseIf,
  type Check,
  type Decider,
} from '#domain/decision';
import type { LocalDate } from '#domain/calendar';
import type {
  ComputePriceCorrected,
  ComputePriceSet,
  ElectricityPriceCorrected,
  ElectricityPriceSet,
  MissingPriceSetAside,
  SpotPricesCorrected,
  SpotPricesPublished,
} from '#events';
import { checkComputePrice, type ComputePrice } from './compute-price.js';
import { checkNotices, type ContractOnList } from './price-notices.js';
import { mayRaise } from './price-rise.js';

export type ComputePriceCommand =
  | ({ readonly type: 'SetComputePrice' } & ComputePriceSet['data'])
  | ({ readonly type: 'CorrectComputePrice' } & ComputePriceCorrected['data']);

/** Everything that may stand in a stream `price-list-<list>`. */
export type AnyPriceListEvent =
  | ComputePriceSet
  | ComputePriceCorrected
  | ElectricityPriceSet
  | ElectricityPriceCorrected
  | SpotPricesPublished
  | SpotPricesCorrected
  | MissingPriceSetAside;

export interface ComputePriceListState {
  readonly kind: 'electricity' | 'compute' | null;
  /** By first day, as they stand: a corrected price in the place of the wrong one. */
  readonly prices: ReadonlyMap<string, ComputePrice>;
}

export interface ComputePriceContext {
  /** Contracts signed on this list. */
  readonly contracts: readonly ContractOnList[];
  /** In the zone of the company; null before it is registered. */
  readonly today: LocalDate | null;
}

/** What both commands ask: a list of computing, one unit for good, prices that can be applied. */
const checkList = (command: ComputePriceCommand, { kind, prices }: ComputePriceListState): Check => {
  const unit = [...prices.values()][0]?.unit ?? command.unit;
  return firstRefused(
    refuseIf(
      kind === 'electricity',
      'PRICE_LIST_OTHER_KIND',
      'priceList',
      `${command.priceList} is a list of electricity prices; use another name.`,
    ),
    refuseIf(
      unit !== command.unit,
      'UNIT_DOES_NOT_FIT',
      'unit',
      `${command.priceList} prices the ${unit}; another unit needs a list of its own.`,
    ),
    checkComputePrice(command),
  );
};

/**
 * What was set on its day is corrected, or an omission before a later price (NOTHING_TO_CORRECT). What is already
 * past was wrong from its first day and never agreed; from today on a higher price is a rise, and asks for notice.
 */
function checkCorrection(
  price: ComputePrice,
  { prices }: ComputePriceListState,
  { contracts, today }: ComputePriceContext,
): Check {
  const { priceList, from } = price;
  const days = [...prices.keys()].sort();
  const before = days.filter((day) => day <= from).at(-1);
  const wrong = before === undefined ? undefined : prices.get(before);
  const isToCome = today === null || from >= today;
  return firstRefused(
    refuseIf(
      prices.size === 0,
      'PRICE_LIST_UNKNOWN',
      'priceList',
      `${priceList} has no price yet; set its first one (SetComputePrice).`,
    ),
    refuseIf(
      before !== from && !days.some((day) => day > from),
      'NOTHING_TO_CORRECT',
      'from',
      `${priceList} has no price from ${from} and none later; announce it (SetComputePrice).`,
    ),
    isToCome && wrong !== undefined && mayRaise(wrong, price) ? checkNotices(price, contracts) : null,
  );
}

/**
 * Stream `price-list-<list>` where it prices computing: prices each from a first day on. What was announced stays
 * (PRICE_ANNOUNCED), and nothing is slipped in before it (PRICE_BEFORE_ANNOUNCED): an error is corrected, with a reason.
 * A new price reaches contracts only with the notice that they ask for (PRICE_NOTICE_MISSING), also where it comes as
 * a correction.
 */
export const computePriceList: Decider<
  ComputePriceCommand,
  ComputePriceListState,
  AnyPriceListEvent,
  ComputePriceContext
> = {
  initialState: { kind: null, prices: new Map() },

  decide(command, state, context) {
    const refused = checkList(command, state);
    if (refused !== null) return refused;
    const { priceList, from } = command;
    const announced = state.prices.get(from);
    const price = priceOf(command);
    if (isSame(announced, price)) return accept();
    switch (command.type) {
      case 'SetComputePrice': {
        const later = [...state.prices.keys()].filter((day) => day > from).sort()[0];
        return (
          firstRefused(
            refuseIf(
              announced !== undefined,
              'PRICE_ANNOUNCED',
              'from',
              `${priceList} announced other prices from ${from}; give another day, or correct an error with its reason (CorrectComputePrice).`,
            ),
            refuseIf(
              later !== undefined,
              'PRICE_BEFORE_ANNOUNCED',
              'from',
              `${priceList} announced prices from ${later} already; give a later day, or correct an error with its reason (CorrectComputePrice).`,
            ),
            state.prices.size === 0 ? null : checkNotices(command, context.contracts),
          ) ?? accept({ type: 'ComputePriceSet', data: price })
        );
      }
      case 'CorrectComputePrice':
        return (
          checkCorrection(price, state, context) ??
          accept({ type: 'ComputePriceCorrected', data: payloadOf(command) })
        );
      default:
        return exhausted(command);
    }
  },

  evolve(state, event) {
    switch (event.type) {
      case 'ComputePriceSet':
      case 'ComputePriceCorrected':
        return { kind: 'compute', prices: new Map(state.prices).set(event.data.from, priceOf(event.data)) };
      case 'ElectricityPriceSet':
      case 'ElectricityPriceCorrected':
      case 'SpotPricesPublished':
      case 'SpotPricesCorrected':
        return { ...state, kind: 'electricity' };
      case 'MissingPriceSetAside':
        return state;
      default:
        return exhausted(event);
    }
  },
};

const priceOf = ({ priceList, from, unit, components }: ComputePrice): ComputePrice => ({
  priceList,
  from,
  unit,
  components,
});
