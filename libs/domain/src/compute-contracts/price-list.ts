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
import { Decimal } from '#domain/quantity';
import { checkDate } from '#domain/calendar';
import { checkElectricityPrice, type SetElectricityPrice } from '#domain/electricity-tariffs';
import type { ComputePriceSet, ElectricityPriceSet } from '#events';

export type PriceListCommand =
  SetElectricityPrice | ({ readonly type: 'SetComputePrice' } & ComputePriceSet['data']);
export type PriceListEvent = ElectricityPriceSet | ComputePriceSet;

export interface PriceListState {
  readonly kind: 'electricity' | 'compute' | null;
  readonly firstDay: string | null;
  /** By first day. */
  readonly prices: ReadonlyMap<string, PriceListEvent['data']>;
}

/** No core-hour costs this much (EUR); a price per core-month, or in cents, might. */
const EUR_PER_CORE_HOUR_MAX = 100;

const checkComputePrice = ({ from, components }: ComputePriceSet['data']): Check => {
  const eurPerUnit = components[0]!.tiers[0]!.eurPerUnit;
  return firstRefused(
    checkDate('from', from),
    refuseIf(
      new Decimal(eurPerUnit).lessThanOrEqualTo(0) ||
        new Decimal(eurPerUnit).greaterThan(EUR_PER_CORE_HOUR_MAX),
      'PRICE_ABSURD',
      'eurPerUnit',
      `Give EUR per core-hour, above 0 up to ${EUR_PER_CORE_HOUR_MAX}; free research is a grant, not a price.`,
    ),
  );
};

/**
 * Stream `price-list-<list>`: prices of one kind, each from a first day on. What was announced for a day
 * stays: another price of that day belongs into another list, which a tariff or contract then names.
 * A price for a day before announced ones is inserted there and leaves them alone.
 */
export const priceList: Decider<PriceListCommand, PriceListState, PriceListEvent> = {
  initialState: { kind: null, firstDay: null, prices: new Map() },

  decide(command, state) {
    const kind = command.type === 'SetComputePrice' ? 'compute' : 'electricity';
    const data = payloadOf(command);
    const announced = state.prices.get(command.from);
    const refused = firstRefused(
      refuseIf(
        state.kind !== null && state.kind !== kind,
        'PRICE_LIST_OTHER_KIND',
        'priceList',
        `${command.priceList} is a list of ${state.kind} prices; use another name.`,
      ),
      command.type === 'SetComputePrice' ? checkComputePrice(command) : checkElectricityPrice(command),
      refuseIf(
        announced !== undefined && !isSame(announced, data),
        'PRICE_ANNOUNCED',
        'from',
        `${command.priceList} announced other prices from ${command.from}; set these in another list.`,
      ),
    );
    if (refused !== null) return refused;
    if (announced !== undefined) return accept();
    switch (command.type) {
      case 'SetComputePrice':
        return accept({ type: 'ComputePriceSet', data: payloadOf(command) });
      case 'SetElectricityPrice':
        return accept({ type: 'ElectricityPriceSet', data: payloadOf(command) });
      default:
        return exhausted(command);
    }
  },

  evolve(state, event) {
    const { from } = event.data;
    return {
      kind: event.type === 'ComputePriceSet' ? 'compute' : 'electricity',
      firstDay: state.firstDay === null || from < state.firstDay ? from : state.firstDay,
      prices: new Map(state.prices).set(from, event.data),
    };
  },
};
