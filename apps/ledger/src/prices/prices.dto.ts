import {
  ChoiceField,
  DateField,
  IdField,
  ListField,
  PercentField,
  PriceField,
  TextField,
} from '../commands/fields.js';

export class ElectricityCellDto {
  @ChoiceField('price cell', ['base'])
  cell!: 'base';

  @PriceField('published price including tax (EUR/kWh)', '0.1940')
  inclTaxEurPerKwh!: string;

  @PriceField('energy price (EUR/kWh)', '0.13')
  energyEurPerKwh!: string;

  @PriceField('accise (EUR/kWh)', '0.03')
  acciseEurPerKwh!: string;

  @PercentField('VAT rate', '20')
  vatRate!: string;
}

export class SetElectricityPriceDto {
  @IdField('price list', 'trv-base-6kva')
  priceList!: string;

  @DateField('first day', '2026-02-01')
  from!: string;

  @ListField('a price per cell', () => ElectricityCellDto, { max: 16 })
  cells!: ElectricityCellDto[];

  @TextField('where it was published', 'JORF 2026-01-30')
  source!: string;
}
