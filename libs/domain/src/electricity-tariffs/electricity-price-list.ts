import {
  accept,
  exhausted,
  firstRefused,
  isSame,
  payloadOf,
  refuseIf,
  type Check,
  type Decider,
  type Decision,
} from '#domain/decision';
import type { LocalDate, ZoneOffsets } from '#domain/calendar';
import type {
  ComputePriceCorrected,
  ComputePriceSet,
  ElectricityPriceCorrected,
  ElectricityPriceSet,
  MissingPriceSetAside,
  SpotPricesCorrected,
  SpotPricesPublished,
} from '#events';
import { onDay, withDay, type DayBook } from './day-book.js';
import { checkElectricityPrice } from './electricity-price.js';
import { checkSpotDay, type SpotDay } from './spot-prices.js';

export type ElectricityPriceCommand =
  | ({ readonly type: 'SetElectricityPrice' } & ElectricityPriceSet['data'])
  | ({ readonly type: 'CorrectElectricityPrice' } & ElectricityPriceCorrected['data'])
  | ({ readonly type: 'PublishSpotPrices' } & SpotPricesPublished['data'])
  | ({ readonly type: 'CorrectSpotPrices' } & SpotPricesCorrected['data']);
type Command<Type> = Extract<ElectricityPriceCommand, { type: Type }>;

/** Everything that may stand in a stream `price-list-<list>`. */
export type PriceListEvent =
  | ElectricityPriceSet
  | ElectricityPriceCorrected
  | SpotPricesPublished
  | SpotPricesCorrected
  | ComputePriceSet
  | ComputePriceCorrected
  | MissingPriceSetAside;

export type ElectricityPrices = ElectricityPriceSet['data'];

export interface ElectricityPriceListState {
  /** `spot`: electricity hour by hour. */
  readonly kind: 'electricity' | 'spot' | 'compute' | null;
  readonly firstDay: LocalDate | null;
  /** By first day, as they stand: a corrected price in the place of the wrong one. */
  readonly prices: ReadonlyMap<LocalDate, ElectricityPrices>;
  readonly spotDays: DayBook<SpotDay>;
}

export interface ElectricityPriceContext {
  /** Of the company; null before it is registered. */
  readonly zone: ZoneOffsets | null;
}

/** Stands where a price list is named, for colours. */
const RESERVED_NAME = 'tempo-calendar';

const KINDS = { electricity: 'electricity prices', spot: 'hourly prices', compute: 'computing' } as const;

const checkKind = (
  { priceList }: ElectricityPriceCommand,
  known: ElectricityPriceListState['kind'],
  wanted: 'electricity' | 'spot',
): Check =>
  firstRefused(
    refuseIf(
      known !== null && known !== wanted,
      'PRICE_LIST_OTHER_KIND',
      'priceList',
      `${priceList} is a list of ${known === null ? '' : KINDS[known]}; use another name.`,
    ),
    refuseIf(
      priceList === RESERVED_NAME,
      'PRICE_LIST_NAME_TAKEN',
      'priceList',
      `${RESERVED_NAME} means the colours of days; use another name.`,
    ),
  );

function setPrice(
  command: Command<'SetElectricityPrice'>,
  { kind, prices }: ElectricityPriceListState,
): Decision<PriceListEvent> {
  const { priceList, from } = command;
  const data = payloadOf(command);
  const announced = prices.get(from);
  const later = [...prices.keys()].find((day) => day > from);
  const refused = firstRefused(
    checkKind(command, kind, 'electricity'),
    checkElectricityPrice(command),
    refuseIf(
      announced !== undefined && !isSame(announced, data),
      'PRICE_ANNOUNCED',
      'from',
      `${priceList} announced other prices from ${from}; use another list, or correct an error with its reason (CorrectElectricityPrice).`,
    ),
    refuseIf(
      announced === undefined && later !== undefined,
      'PRICE_BEFORE_ANNOUNCED',
      'from',
      `${priceList} announced prices from ${later} already; give a later day, or correct the omission with its reason (CorrectElectricityPrice).`,
    ),
  );
  if (refused !== null) return refused;
  return announced === undefined ? accept({ type: 'ElectricityPriceSet', data }) : accept();
}

function correctPrice(
  command: Command<'CorrectElectricityPrice'>,
  { kind, prices }: ElectricityPriceListState,
): Decision<PriceListEvent> {
  const { priceList, from } = command;
  const refused = firstRefused(
    checkKind(command, kind, 'electricity'),
    checkElectricityPrice(command),
    refuseIf(
      !prices.has(from) && ![...prices.keys()].some((day) => day > from),
      'NOTHING_TO_CORRECT',
      'from',
      `${priceList} has no price from ${from} and none later; announce it (SetElectricityPrice).`,
    ),
    checkNoneDropped(command, prices.get(from)),
  );
  if (refused !== null) return refused;
  if (isSame(prices.get(from), withoutReason(command))) return accept();
  return accept({ type: 'ElectricityPriceCorrected', data: payloadOf(command) });
}

/** What was credited at a cell must be worth something still, also where its usage cannot be sealed anew. */
function checkNoneDropped({ cells }: ElectricityPrices, before: ElectricityPrices | undefined): Check {
  const dropped = (before?.cells ?? []).find(({ cell }) => !cells.some((one) => one.cell === cell));
  return refuseIf(
    dropped !== undefined,
    'PRICE_CELL_DROPPED',
    'cells',
    `Give a price of ${dropped?.cell} too, which this version has; one that nobody needs may stay as it is.`,
  );
}

function publishSpot(
  command: Command<'PublishSpotPrices'>,
  { kind, spotDays }: ElectricityPriceListState,
  { zone }: ElectricityPriceContext,
): Decision<PriceListEvent> {
  const data = payloadOf(command);
  const published = onDay(spotDays, command.day);
  const refused = firstRefused(
    checkKind(command, kind, 'spot'),
    checkSpotDay(data, zone),
    refuseIf(
      published !== null && !isSame(published, data),
      'PRICE_ANNOUNCED',
      'day',
      `${command.priceList} has other prices of ${command.day}; correct them with a reason (CorrectSpotPrices).`,
    ),
  );
  if (refused !== null) return refused;
  return published === null ? accept({ type: 'SpotPricesPublished', data }) : accept();
}

function correctSpot(
  command: Command<'CorrectSpotPrices'>,
  { kind, spotDays }: ElectricityPriceListState,
  { zone }: ElectricityPriceContext,
): Decision<PriceListEvent> {
  const published = onDay(spotDays, command.day);
  const given = spotDayOf(command);
  const refused = firstRefused(
    checkKind(command, kind, 'spot'),
    checkSpotDay(given, zone),
    refuseIf(
      published === null,
      'NOTHING_TO_CORRECT',
      'day',
      `${command.priceList} has no prices of ${command.day}; publish them (PublishSpotPrices).`,
    ),
  );
  if (refused !== null) return refused;
  if (isSame(published, given)) return accept();
  return accept({ type: 'SpotPricesCorrected', data: payloadOf(command) });
}

const withoutReason = ({ priceList, from, cells, source }: ElectricityPrices): ElectricityPrices => ({
  priceList,
  from,
  cells,
  source,
});

const spotDayOf = ({ priceList, day, acciseEurPerKwh, vatRate, hours, source }: SpotDay): SpotDay => ({
  priceList,
  day,
  acciseEurPerKwh,
  vatRate,
  hours,
  source,
});

const earlier = (a: LocalDate | null, b: LocalDate): LocalDate => (a === null || b < a ? b : a);

/**
 * Stream `price-list-<list>` where it prices electricity: from days on, or hour by hour. What was announced stays
 * (PRICE_ANNOUNCED), and nothing is slipped in before it (PRICE_BEFORE_ANNOUNCED): an error or omission is
 * corrected, with a reason; open months are then rated anew, closed ones adjusted.
 */
export const electricityPriceList: Decider<
  ElectricityPriceCommand,
  ElectricityPriceListState,
  PriceListEvent,
  ElectricityPriceContext
> = {
  initialState: { kind: null, firstDay: null, prices: new Map(), spotDays: new Map() },

  decide(command, state, context) {
    switch (command.type) {
      case 'SetElectricityPrice':
        return setPrice(command, state);
      case 'CorrectElectricityPrice':
        return correctPrice(command, state);
      case 'PublishSpotPrices':
        return publishSpot(command, state, context);
      case 'CorrectSpotPrices':
        return correctSpot(command, state, context);
      default:
        return exhausted(command);
    }
  },

  evolve(state, event) {
    switch (event.type) {
      case 'ElectricityPriceSet':
      case 'ElectricityPriceCorrected': {
        const { from } = event.data;
        const prices = new Map(state.prices).set(from, withoutReason(event.data));
        return { ...state, kind: 'electricity', firstDay: earlier(state.firstDay, from), prices };
      }
      case 'SpotPricesPublished':
      case 'SpotPricesCorrected': {
        const { day } = event.data;
        const spotDays = withDay(state.spotDays, day, spotDayOf(event.data));
        return { ...state, kind: 'spot', firstDay: earlier(state.firstDay, day), spotDays };
      }
      case 'ComputePriceSet':
      case 'ComputePriceCorrected':
        return { ...state, kind: 'compute', firstDay: earlier(state.firstDay, event.data.from) };
      case 'MissingPriceSetAside':
        // That a price is not known yet says nothing of the list.
        return state;
      default:
        return exhausted(event);
    }
  },
};
