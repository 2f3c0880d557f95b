import Type from 'typebox';
import {
  Decimal,
  Id,
  LocalDate,
  Nullable,
  OneOf,
  Price,
  Shape,
  Text,
  defineEvent,
  type EventOf,
} from '../schema/index.js';

const stream = 'price-list-<list>';

export const ComputeUnit = OneOf(['core-hour', 'ghz-hour'], 'billable unit');

/** What one kind of work costs: the most specific component that fits a slice prices it. */
export const PriceComponent = Shape({
  plan: Nullable(Id('plan class of the work'), 'plan class it prices, or any'),
  model: Nullable(Text('processor model', 64), 'processor model it prices, or any'),
  scheme: OneOf(
    ['per-unit', 'graduated', 'volume', 'package'],
    'per-unit: one price; graduated: each tier prices what lies in it; volume: the tier of the whole quantity prices all of it; package: each begun package costs its price',
  ),
  packageUnits: Nullable(Decimal('units of one package'), 'of a package scheme only'),
  tiers: Type.Array(
    Shape({
      upTo: Nullable(Decimal('last unit of the tier, included'), 'null: without end'),
      eurPerUnit: Price('price per unit, or per package, excluding VAT'),
      flatEur: Price('once per period, as soon as the tier is entered'),
    }),
    { minItems: 1, maxItems: 20, description: 'ascending; the last one without end' },
  ),
});

const computePrices = {
  priceList: Id('price list'),
  from: LocalDate('first day'),
  unit: ComputeUnit,
  components: Type.Array(PriceComponent, { minItems: 1, maxItems: 50 }),
};

export const ComputePriceSet = defineEvent(
  'ComputePriceSet',
  2,
  stream,
  'From this date, computing of this list costs this per unit, excluding VAT.',
  Shape(computePrices),
);
export type ComputePriceSet = EventOf<typeof ComputePriceSet>;

export const ComputePriceCorrected = defineEvent(
  'ComputePriceCorrected',
  1,
  stream,
  'What the list said from this date was wrong (or missing): these prices stand instead. Open months are rated anew, closed ones adjusted.',
  Shape({ ...computePrices, reason: Text('why') }),
);
export type ComputePriceCorrected = EventOf<typeof ComputePriceCorrected>;
