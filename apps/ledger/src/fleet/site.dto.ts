import {
  ChoiceField,
  DateField,
  FlagField,
  IdField,
  IntegerField,
  PrmField,
  RecordField,
  TextField,
} from '../commands/fields.js';

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

  @ChoiceField('tariff option', ['base'])
  option!: 'base';

  @IntegerField('subscribed power (kVA)', 6)
  subscribedKva!: number;
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
