import { ChoiceField, DateField, IdField, IntegerField, RecordField, TextField } from '../commands/fields.js';
import { CountryField } from '../parties/parties.dto.js';

class ClientDto {
  @IdField('client', 'studio-lumen')
  client!: string;
}

export class IdentityDto {
  @TextField('name', 'Studio Lumen SARL')
  name!: string;

  @TextField('address', '8 quai de Valmy, 75010 Paris')
  address!: string;

  @TextField('e-mail', 'compta@example.org', { longest: 200, nullable: true })
  email: string | null = null;
}

export class RegisterClientDto extends ClientDto {
  @ChoiceField('kind', ['company', 'individual', 'public-body', 'research'])
  kind!: 'company' | 'individual' | 'public-body' | 'research';

  @RecordField("name and address; an individual's are sealed before they are recorded", () => IdentityDto)
  identity!: IdentityDto;

  @CountryField()
  country!: string;

  @TextField('SIREN, 9 digits', '812345676', { longest: 9, nullable: true })
  siren: string | null = null;

  @TextField('VAT number', 'FR19812345676', { longest: 20, nullable: true })
  vatNumber: string | null = null;

  @ChoiceField('language of documents', ['fr', 'en'])
  language!: 'fr' | 'en';
}

class ContractDto extends ClientDto {
  @IdField('contract; unique over all clients', 'lumen-2026')
  contract!: string;
}

export class SignContractDto extends ContractDto {
  @DateField('first day', '2026-03-01')
  from!: string;

  @IdField('list of computing prices', 'core-hours')
  priceList!: string;

  @ChoiceField('billable unit', ['core-hour'])
  unit!: 'core-hour';

  @ChoiceField('which attempts are paid: completed ones, or all whatever their outcome', ['completed', 'all'])
  pays!: 'completed' | 'all';

  @IntegerField('days to pay', 30, { max: 60 })
  paymentDays!: number;

  @TextField("the client's own reference", 'PO-4711', { longest: 100, nullable: true })
  reference: string | null = null;
}

export class GiveGrantDto extends ContractDto {
  @DateField('first day', '2026-03-01')
  from!: string;

  @DateField('last day, or null', null, { nullable: true })
  to: string | null = null;

  @TextField('who benefits', 'Institute of Marine Biology')
  beneficiary!: string;

  @IdField('list that values what is given', 'core-hours')
  priceList!: string;
}

export class EndContractDto extends ContractDto {
  @DateField('last day', '2026-12-31')
  on!: string;
}
