import {
  ChoiceField,
  DateField,
  IdField,
  ListField,
  PriceField,
  TextField,
  UnitsField,
} from '../commands/fields.js';

export class PriceTierDto {
  @UnitsField('last unit of the tier, included; null: without end', null, { nullable: true })
  upTo: string | null = null;

  @PriceField('price per unit, or per package, excluding VAT (EUR)', '0.05')
  eurPerUnit!: string;

  @PriceField('fee once per period, as soon as the tier is entered (EUR); left out: none', '0', {
    nullable: true,
  })
  flatEur: string | null = null;
}

export class PriceComponentDto {
  @IdField('plan class that it prices; left out: every one', null, { nullable: true })
  plan: string | null = null;

  @TextField('processor model that it prices; left out: every one', null, { longest: 64, nullable: true })
  model: string | null = null;

  @ChoiceField(
    'per-unit: one price; graduated: each tier prices what lies in it; volume: the tier of the whole quantity prices all of it; package: each begun package costs its price',
    ['per-unit', 'graduated', 'volume', 'package'],
    'graduated',
  )
  scheme!: 'per-unit' | 'graduated' | 'volume' | 'package';

  @UnitsField('units of one package; of a package scheme only', null, { nullable: true })
  packageUnits: string | null = null;

  @ListField('tiers, ascending, the last one without end', () => PriceTierDto, { max: 20 })
  tiers!: PriceTierDto[];
}

/** Either one price for all work, or components. */
export class SetComputePriceDto {
  @IdField('price list', 'core-hours')
  priceList!: string;

  @DateField('first day', '2026-01-01')
  from!: string;

  @ChoiceField('billable unit', ['core-hour', 'ghz-hour'])
  unit!: 'core-hour' | 'ghz-hour';

  @PriceField('one price per unit for all work, excluding VAT (EUR); or give components', '0.05', {
    nullable: true,
  })
  eurPerUnit: string | null = null;

  @ListField(
    'prices by plan class and processor model; the most specific one that fits prices a piece of work',
    () => PriceComponentDto,
    { max: 50, nullable: true, rare: true },
  )
  components: PriceComponentDto[] | null = null;
}

export class CorrectComputePriceDto extends SetComputePriceDto {
  @TextField('why the price was wrong', 'misprinted: 0.50 instead of 0.05')
  reason!: string;
}
