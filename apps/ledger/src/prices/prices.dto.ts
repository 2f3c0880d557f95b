import {
  ChoiceField,
  DateField,
  IdField,
  IntegerField,
  ListField,
  PercentField,
  PriceField,
  RecordField,
  TextField,
} from '../commands/fields.js';

const KVA_MAX = 100_000;

export class KvaBandDto {
  @IntegerField('from this subscribed power (kVA)', 3, { min: 1, max: KVA_MAX })
  min!: number;

  @IntegerField('up to this one, included (kVA)', 6, { min: 1, max: KVA_MAX })
  max!: number;
}

export class ElectricityCellDto {
  @ChoiceField('price cell: flat; peak and off-peak; Tempo; seasonal classes', [
    'base',
    'hp',
    'hc',
    'blue-hp',
    'blue-hc',
    'white-hp',
    'white-hc',
    'red-hp',
    'red-hc',
    'hph',
    'hch',
    'hpb',
    'hcb',
    'peak',
  ])
  cell!: string;

  @PriceField('published price including tax (EUR/kWh)', '0.2001')
  inclTaxEurPerKwh!: string;

  @PriceField('energy price (EUR/kWh)', '0.13590')
  energyEurPerKwh!: string;

  @PriceField('accise (EUR/kWh)', '0.03085')
  acciseEurPerKwh!: string;

  @PercentField('VAT rate', '20')
  vatRate!: string;

  @RecordField('subscribed powers it holds for; null: all', () => KvaBandDto, { nullable: true })
  kva: KvaBandDto | null = null;
}

export class SetElectricityPriceDto {
  @IdField('price list', 'trv')
  priceList!: string;

  @DateField('first day', '2026-08-01')
  from!: string;

  @ListField('a price per cell, or per cell and subscribed powers', () => ElectricityCellDto, { max: 64 })
  cells!: ElectricityCellDto[];

  @TextField('where it was published', 'JORF 2026-07-30')
  source!: string;
}

export class CorrectElectricityPriceDto extends SetElectricityPriceDto {
  @TextField('why', 'off-peak price mistyped')
  reason!: string;
}

export class SetMissingPriceAsideDto {
  @IdField('price list, or tempo-calendar for colours', 'tempo-calendar')
  priceList!: string;

  @DateField('first day', '2026-11-30')
  from!: string;

  @DateField('last day', '2026-11-30')
  to!: string;

  @TextField('why', 'the colour was not published in time')
  reason!: string;
}
