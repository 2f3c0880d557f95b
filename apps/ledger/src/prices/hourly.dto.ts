import {
  ChoiceField,
  DateField,
  IdField,
  ListField,
  PercentField,
  PriceField,
  SignedPriceField,
  TextField,
} from '../commands/fields.js';

export class HourPriceDto {
  @SignedPriceField('price including tax (EUR/kWh); may be negative', '0.12345')
  inclTaxEurPerKwh!: string;

  @SignedPriceField('energy price (EUR/kWh); may be negative', '0.07203')
  energyEurPerKwh!: string;
}

export class PublishSpotPricesDto {
  @IdField('list of hourly prices', 'spot')
  priceList!: string;

  @DateField('local day', '2026-08-01')
  day!: string;

  @PriceField('accise (EUR/kWh)', '0.03085')
  acciseEurPerKwh!: string;

  @PercentField('VAT rate', '20')
  vatRate!: string;

  @ListField('a price per hour from local midnight: 23, 24 or 25', () => HourPriceDto, {
    min: 23,
    max: 25,
    times: 24,
  })
  hours!: HourPriceDto[];

  @TextField('where it was published', 'day-ahead auction of 2026-07-31')
  source!: string;
}

export class CorrectSpotPricesDto extends PublishSpotPricesDto {
  @TextField('why', 'published anew by the exchange')
  reason!: string;
}

export class TempoDayDto {
  @DateField('day on which it begins, at 06:00', '2026-11-30')
  day!: string;

  @ChoiceField('colour', ['blue', 'white', 'red'], 'white')
  colour!: 'blue' | 'white' | 'red';
}

export class PublishTempoColoursDto {
  @ListField('days and their colours', () => TempoDayDto, { max: 400 })
  days!: TempoDayDto[];

  @TextField('where it was published', 'grid operator, 2026-11-29 11:00')
  source!: string;
}

export class CorrectTempoColourDto {
  @DateField('day on which it begins', '2026-11-30')
  day!: string;

  @ChoiceField('colour', ['blue', 'white', 'red'], 'red')
  colour!: 'blue' | 'white' | 'red';

  @TextField('why', 'read from the wrong line of the calendar')
  reason!: string;
}
