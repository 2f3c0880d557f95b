import Type from 'typebox';
import {
  Decimal,
  Id,
  LocalDate,
  OneOf,
  Percent,
  Price,
  Shape,
  Text,
  defineEvent,
  type EventOf,
} from '../schema/index.js';

const stream = 'price-list-<list>';

/** One published price. A cell may stand several times, for disjoint bands of subscribed power. */
export const ElectricityCell = Shape({
  cell: Id('price cell: base; hp, hc; blue-hp … red-hc; hph, hch, hpb, hcb, peak'),
  inclTaxEurPerKwh: Price('published price per kWh including tax'),
  energyEurPerKwh: Price('energy price per kWh'),
  acciseEurPerKwh: Price('accise per kWh'),
  vatRate: Percent('VAT rate'),
  kva: Type.Optional(
    Shape(
      {
        min: Type.Integer({ minimum: 1, maximum: 100_000, description: 'from this subscribed power (kVA)' }),
        max: Type.Integer({ minimum: 1, maximum: 100_000, description: 'up to this one, included (kVA)' }),
      },
      'subscribed powers it holds for; absent: all',
    ),
  ),
});

const electricityPrices = {
  priceList: Id('price list'),
  from: LocalDate('first day'),
  cells: Type.Array(ElectricityCell, { minItems: 1, maxItems: 64 }),
  source: Text('where it was published'),
};

export const ElectricityPriceSet = defineEvent(
  'ElectricityPriceSet',
  1,
  stream,
  'From this date, electricity of this list has these prices; including and excluding tax are published apart, neither is derived.',
  Shape(electricityPrices),
);
export type ElectricityPriceSet = EventOf<typeof ElectricityPriceSet>;

export const ElectricityPriceCorrected = defineEvent(
  'ElectricityPriceCorrected',
  1,
  stream,
  'What the list said from this date was wrong (or missing): these prices stand instead. Open months are rated anew, closed ones adjusted.',
  Shape({ ...electricityPrices, reason: Text('why') }),
);
export type ElectricityPriceCorrected = EventOf<typeof ElectricityPriceCorrected>;

const spotDay = {
  priceList: Id('price list'),
  day: LocalDate('local day'),
  acciseEurPerKwh: Price('accise per kWh'),
  vatRate: Percent('VAT rate'),
  hours: Type.Array(
    Shape({
      inclTaxEurPerKwh: Decimal('price per kWh including tax (decimal, EUR); may be negative'),
      energyEurPerKwh: Decimal('energy price per kWh (decimal, EUR); may be negative'),
    }),
    {
      minItems: 23,
      maxItems: 25,
      description: 'one price per hour from local midnight: 23, 24 or 25 of them',
    },
  ),
  source: Text('where it was published'),
};

export const SpotPricesPublished = defineEvent(
  'SpotPricesPublished',
  1,
  stream,
  'What electricity of this hourly list costs on one local day.',
  Shape(spotDay),
);
export type SpotPricesPublished = EventOf<typeof SpotPricesPublished>;

export const SpotPricesCorrected = defineEvent(
  'SpotPricesCorrected',
  1,
  stream,
  'The hourly prices of a day were wrong: these stand instead.',
  Shape({ ...spotDay, reason: Text('why') }),
);
export type SpotPricesCorrected = EventOf<typeof SpotPricesCorrected>;

export const TempoColour = OneOf(['blue', 'white', 'red'], 'colour');

export const TempoColoursPublished = defineEvent(
  'TempoColoursPublished',
  1,
  'tempo-calendar',
  'Colours of Tempo days, each from 06:00 to 06:00 local of the next day.',
  Shape({
    days: Type.Array(Shape({ day: LocalDate('day on which it begins'), colour: TempoColour }), {
      minItems: 1,
      maxItems: 400,
    }),
    source: Text('where it was published'),
  }),
);
export type TempoColoursPublished = EventOf<typeof TempoColoursPublished>;

export const TempoColourCorrected = defineEvent(
  'TempoColourCorrected',
  1,
  'tempo-calendar',
  'The colour of a day was wrong: this one stands instead.',
  Shape({ day: LocalDate('day'), colour: TempoColour, reason: Text('why') }),
);
export type TempoColourCorrected = EventOf<typeof TempoColourCorrected>;

/** Lets a month close although a price or colour is not known: what needs it stays pending and is rated when it comes. */
export const MissingPriceSetAside = defineEvent(
  'MissingPriceSetAside',
  1,
  'price-list-<list>, tempo-calendar',
  'A named person lets months close without this price or colour; usage that needs it stays pending.',
  Shape({
    priceList: Id('price list, or tempo-calendar for colours'),
    from: LocalDate('first day'),
    to: LocalDate('last day'),
    reason: Text('why'),
  }),
);
export type MissingPriceSetAside = EventOf<typeof MissingPriceSetAside>;
