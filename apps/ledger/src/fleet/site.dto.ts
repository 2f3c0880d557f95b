import {
  ChoiceField,
  DateField,
  FlagField,
  IdField,
  IntegerField,
  PatternListField,
  PrmField,
  RecordField,
  TextField,
} from '../commands/fields.js';

const OPTIONS = ['base', 'hphc', 'tempo', 'season-4', 'season-5', 'spot'] as const;
type TariffOption = (typeof OPTIONS)[number];

export class RegisterSiteDto {
  @IdField('site', 'les-tilleuls')
  site!: string;

  @TextField('name', 'Résidence Les Tilleuls')
  name!: string;

  @TextField('address', '12 rue des Tilleuls, 69003 Lyon')
  address!: string;

  @TextField('IANA time zone; its offsets must be recorded', 'Europe/Paris', { longest: 64 })
  zone!: string;

  @ChoiceField('kind', ['housing', 'school', 'office', 'other'])
  kind!: 'housing' | 'school' | 'office' | 'other';
}

export class AddDwellingDto {
  @IdField('site', 'les-tilleuls')
  site!: string;

  @IdField('dwelling', 'a-101')
  dwelling!: string;

  @TextField('door', 'Building A, door 101', { longest: 100 })
  label!: string;
}

export class RegisterSupplyPointDto {
  @PrmField()
  supplyPoint!: string;

  @IdField('site that it serves', 'les-tilleuls')
  site!: string;

  @IdField('dwelling that it serves, or null for the whole site', 'a-101', { nullable: true })
  dwelling: string | null = null;

  @ChoiceField('tariff option', OPTIONS)
  option!: TariffOption;

  @IntegerField('subscribed power (kVA)', 6)
  subscribedKva!: number;
}

export class SetSupplyPointOptionDto {
  @PrmField()
  supplyPoint!: string;

  @DateField('first day', '2026-09-01')
  from!: string;

  @ChoiceField('tariff option', OPTIONS, 'hphc')
  option!: TariffOption;

  @IntegerField('subscribed power (kVA)', 9)
  subscribedKva!: number;
}

const HOURS = /^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/;
const WindowsField = (description: string, example: readonly string[]) =>
  PatternListField(
    `${description}; one or two, local time, may cross midnight`,
    example,
    HOURS,
    'Give hours as hh:mm-hh:mm, such as "22:38-06:38"',
    { max: 2 },
  );

export class SetOffPeakWindowsDto {
  @PrmField()
  supplyPoint!: string;

  @DateField('first day', '2026-09-01')
  from!: string;

  @WindowsField('off-peak, November to March', ['22:38-06:38'])
  winter!: string[];

  @WindowsField('off-peak, April to October', ['01:10-07:40', '12:40-14:10'])
  summer!: string[];

  @WindowsField('peak of five seasonal classes, December to February', [])
  peak!: string[];
}

export class HolderDto {
  @ChoiceField('an owner, or whoever lives in the dwelling', ['owner', 'occupant'])
  kind!: 'owner' | 'occupant';

  @IdField('owner, where it is one', 'habitat-lyon', { nullable: true })
  owner: string | null = null;
}

export class SetSupplyPointHolderDto {
  @PrmField()
  supplyPoint!: string;

  @DateField('first day', '2026-03-01')
  from!: string;

  @RecordField('who holds the electricity contract', () => HolderDto)
  holder!: HolderDto;
}

export class SetSupplyPointTariffDto {
  @PrmField()
  supplyPoint!: string;

  @DateField('first day', '2026-03-01')
  from!: string;

  @IdField('list of electricity prices', 'trv-base-6kva')
  priceList!: string;
}

export class AgreedRegistersDto {
  @FlagField('main (computing)', true)
  main!: boolean;

  @FlagField('auxiliary (resistive element)', true)
  aux!: boolean;
}

export class AgreeRepaymentDto {
  @PrmField()
  supplyPoint!: string;

  @IdField('agreement; again with the same first day: other terms or a last day', 'tilleuls-a-101')
  agreement!: string;

  @DateField('first day', '2026-03-01')
  from!: string;

  @DateField('last day, or null', null, { nullable: true })
  to: string | null = null;

  @IdField("list of the credit, or null: the supply point's own tariff", null, { nullable: true })
  priceList: string | null = null;

  @ChoiceField('credit including or excluding VAT', ['including', 'excluding'])
  tax!: 'including' | 'excluding';

  @RecordField('registers credited', () => AgreedRegistersDto)
  registers!: AgreedRegistersDto;

  @FlagField('whether estimated energy is credited', true)
  estimates!: boolean;
}
