import Type from 'typebox';
import {
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

export const ElectricityPriceSet = defineEvent(
  'ElectricityPriceSet',
  1,
  stream,
  'From this date, electricity of this list has these prices; including and excluding tax are published apart, neither is derived.',
  Shape({
    priceList: Id('price list'),
    from: LocalDate('first day'),
    cells: Type.Array(
      Shape({
        cell: Id('price cell'),
        inclTaxEurPerKwh: Price('published price per kWh including tax'),
        energyEurPerKwh: Price('energy price per kWh'),
        acciseEurPerKwh: Price('accise per kWh'),
        vatRate: Percent('VAT rate'),
      }),
      { minItems: 1, maxItems: 16 },
    ),
    source: Text('where it was published'),
  }),
);
export type ElectricityPriceSet = EventOf<typeof ElectricityPriceSet>;

export const ComputePriceSet = defineEvent(
  'ComputePriceSet',
  1,
  stream,
  'From this date, computing of this list costs this per unit, excluding VAT.',
  Shape({
    priceList: Id('price list'),
    from: LocalDate('first day'),
    unit: OneOf(['core-hour'], 'billable unit'),
    eurPerUnit: Price('price per unit'),
  }),
);
export type ComputePriceSet = EventOf<typeof ComputePriceSet>;
