import { accept, firstRefused, isSame, payloadOf, refuseIf, type Decider } from '#domain/decision';
import { checkDaySpan } from '#domain/calendar';
import type { MissingPriceSetAside } from '#events';
import type { PriceListEvent } from './electricity-price-list.js';
import type { TempoEvent } from './tempo-calendar.js';

/** Stands for the colours where a price list is named. */
export const TEMPO_CALENDAR = 'tempo-calendar';

export type MissingPriceCommand = { readonly type: 'SetMissingPriceAside' } & MissingPriceSetAside['data'];

export interface MissingPriceState {
  /** Whether the list ever had a price. */
  readonly known: boolean;
  readonly aside: readonly MissingPriceSetAside['data'][];
}

/**
 * Streams `price-list-<list>` and `tempo-calendar`: a named person lets months close without a price or colour. What
 * needs it stays pending and is rated when it comes.
 */
export const missingPrice: Decider<MissingPriceCommand, MissingPriceState, PriceListEvent | TempoEvent> = {
  initialState: { known: false, aside: [] },

  decide(command, { known, aside }) {
    const data = payloadOf(command);
    const refused = firstRefused(
      checkDaySpan({ from: 'from', to: 'to' }, data.from, data.to),
      refuseIf(
        !known && data.priceList !== TEMPO_CALENDAR,
        'PRICE_LIST_UNKNOWN',
        'priceList',
        `There is no list ${data.priceList}; name one that has prices, or ${TEMPO_CALENDAR} for colours.`,
      ),
    );
    if (refused !== null) return refused;
    if (aside.some((one) => isSame(one, data))) return accept();
    return accept({ type: 'MissingPriceSetAside', data });
  },

  evolve: (state, event) =>
    event.type === 'MissingPriceSetAside'
      ? { ...state, aside: [...state.aside, event.data] }
      : { ...state, known: true },
};
