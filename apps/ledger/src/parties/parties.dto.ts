import { ChoiceField, DateField, IdField, PatternField, RecordField, TextField } from '../commands/fields.js';

export const CountryField = () =>
  PatternField('ISO 3166-1 alpha-2', 'FR', /^[A-Z]{2}$/, 'Give two capitals such as FR');

/** Where e-invoices are delivered. */
export class EndpointDto {
  @TextField('electronic address scheme (EAS): 0225 in France, EM an e-mail address', '0225', { longest: 4 })
  scheme!: string;

  @TextField('address; of scheme 0225 it begins with the SIREN', '812345676', { longest: 100 })
  id!: string;
}

export const EndpointField = () =>
  RecordField(
    'where e-invoices go; left out: the SIREN in the French directory, abroad the VAT number or the e-mail address',
    () => EndpointDto,
    { nullable: true, rare: true },
  );

class OwnerDto {
  @IdField('owner', 'habitat-lyon')
  owner!: string;
}

export class RegisterOwnerDto extends OwnerDto {
  @ChoiceField('kind', ['social-landlord', 'company', 'co-ownership', 'public-body'])
  kind!: 'social-landlord' | 'company' | 'co-ownership' | 'public-body';

  @TextField('name', 'Habitat Lyon')
  name!: string;

  @TextField('address', '5 cours Lafayette, 69003 Lyon')
  address!: string;

  @CountryField()
  country!: string;

  @TextField('SIREN, 9 digits', '812345676', { longest: 9, nullable: true })
  siren: string | null = null;

  @TextField('VAT number', 'FR19812345676', { longest: 20, nullable: true })
  vatNumber: string | null = null;

  @ChoiceField('whether it deducts VAT', ['deducts', 'cannot-deduct'], 'cannot-deduct')
  vat!: 'deducts' | 'cannot-deduct';

  @TextField('IBAN', 'FR7630006000011234567890189', { longest: 34, nullable: true })
  iban: string | null = null;

  @ChoiceField('language of documents', ['fr', 'en'])
  language!: 'fr' | 'en';

  @TextField('SIRET of the establishment, 14 digits', '81234567600017', { longest: 14, nullable: true })
  siret: string | null = null;

  @EndpointField()
  endpoint: EndpointDto | null = null;
}

class MandateDto extends OwnerDto {
  @IdField('mandate', 'mandate-2026')
  mandate!: string;
}

export class GiveSelfBillingMandateDto extends MandateDto {
  @DateField('first day', '2026-03-01')
  from!: string;

  @DateField('last day, or null', null, { nullable: true })
  to: string | null = null;
}

export class EndSelfBillingMandateDto extends MandateDto {
  @DateField('last day', '2026-12-31')
  on!: string;
}

export class UndertakeNoRechargeDto extends OwnerDto {
  @IdField('site', 'les-tilleuls')
  site!: string;

  @DateField('first day', '2026-03-01')
  from!: string;

  @DateField('last day, or null', null, { nullable: true })
  to: string | null = null;
}

/** Sealed before it is recorded, under a key of the person's own. */
export class PersonDto {
  @TextField('name', 'Ada Martin')
  name!: string;

  @TextField('address', '12 rue des Tilleuls, 69003 Lyon', { nullable: true })
  address: string | null = null;

  @TextField('e-mail', 'ada@example.org', { longest: 200, nullable: true })
  email: string | null = null;

  @TextField('IBAN', 'FR7630006000011234567890189', { longest: 34, nullable: true })
  iban: string | null = null;
}

class ResidentDto {
  @IdField('resident (a pseudonym)', 'r-0101')
  resident!: string;
}

export class RegisterResidentDto extends ResidentDto {
  @RecordField('who it is; sealed before it is recorded', () => PersonDto)
  person!: PersonDto;

  @ChoiceField('language of documents', ['fr', 'en'])
  language!: 'fr' | 'en';
}

export class MoveResidentInDto extends ResidentDto {
  @IdField('site', 'les-tilleuls')
  site!: string;

  @IdField('dwelling', 'a-101')
  dwelling!: string;

  @DateField('first day', '2026-03-01')
  on!: string;

  @DateField('last day, of a residency that is over already; else null', null, { nullable: true })
  until: string | null = null;
}

export class MoveResidentOutDto extends ResidentDto {
  @IdField('dwelling', 'a-101')
  dwelling!: string;

  @DateField('last day', '2026-08-31')
  on!: string;
}

export class OptResidentInDto extends ResidentDto {
  @DateField('first day', '2026-03-01')
  from!: string;

  @DateField('last day, if it was agreed; else null', null, { nullable: true })
  until: string | null = null;
}

export class OptResidentOutDto extends ResidentDto {
  @DateField('first day without', '2026-06-01')
  from!: string;
}
