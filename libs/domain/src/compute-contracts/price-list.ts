import { accept, firstRefused, isSame, payloadOf, refuseIf, type Decider } from '#domain/decision';
import { checkElectricityPrice, type SetElectricityPrice } from '#domain/electricity-tariffs';
import type { AnyPriceListEvent } from './compute-price-list.js';

/** Prices of computing are decided by `computePriceList`. */
export type PriceListCommand = SetElectricityPrice;
export type PriceListEvent = AnyPriceListEvent;

export interface PriceListState {
  readonly kind: 'electricity' | 'compute' | null;
  readonly firstDay: string | null;
  /** By first day. */
  readonly prices: ReadonlyMap<string, PriceListEvent['data']>;
}

/**
 * Stream `price-list-<list>`: prices of one kind, each from a first day on. What was announced for a day
 * stays: another price of that day belongs into another list, which a tariff or contract then names.
 * A price for a day before announced ones is inserted there and leaves them alone.
 */
export const priceList: Decider<PriceListCommand, PriceListState, PriceListEvent> = {
  initialState: { kind: null, firstDay: null, prices: new Map() },

  decide(command, state) {
    const data = payloadOf(command);
    const announced = state.prices.get(command.from);
    const refused = firstRefused(
      refuseIf(
        state.kind === 'compute',
        'PRICE_LIST_OTHER_KIND',
        'priceList',
        `${command.priceList} is a list of compute prices; use another name.`,
      ),
      checkElectricityPrice(command),
      refuseIf(
        announced !== undefined && !isSame(announced, data),
        'PRICE_ANNOUNCED',
        'from',
        `${command.priceList} announced other prices from ${command.from}; set these in another list.`,
      ),
    );
    if (refused !== null) return refused;
    if (announced !== undefined) return accept();
    return accept({ type: 'ElectricityPriceSet', data });
  },

  evolve(state, event) {
    // That a price is not known yet says nothing of the list.
    if (event.type === 'MissingPriceSetAside') return state;
    const from = 'day' in event.data ? event.data.day : event.data.from;
    const compute = event.type === 'ComputePriceSet' || event.type === 'ComputePriceCorrected';
    return {
      kind: compute ? 'compute' : 'electricity',
      firstDay: state.firstDay === null || from < state.firstDay ? from : state.firstDay,
      prices: new Map(state.prices).set(from, event.data),
    };
  },
};
