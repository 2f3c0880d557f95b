import {
  ChoiceField,
  DateField,
  IdField,
  IntegerField,
  PercentField,
  PriceField,
  RecordField,
  TextField,
  UnitsField,
} from '../commands/fields.js';
import { CountryField, EndpointDto, EndpointField } from '../parties/parties.dto.js';

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

/** VAT that is not what country and VAT number say. */
export class VatAgreedDto {
  @ChoiceField('VAT category: exempt, export, outside the scope, rate of zero', ['E', 'G', 'O', 'Z'])
  category!: 'E' | 'G' | 'O' | 'Z';

  @TextField('VATEX code of the reason', 'VATEX-FR-CGI261-4', { longest: 40, nullable: true })
  code: string | null = null;

  @TextField('why no VAT is charged, as the invoice prints it', 'Exonération de TVA, art. 261-4 du CGI')
  reason!: string;
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

  @TextField(
    'SIRET of the establishment invoiced, 14 digits; a French public body has one',
    '81234567600017',
    {
      longest: 14,
      nullable: true,
    },
  )
  siret: string | null = null;

  @EndpointField()
  endpoint: EndpointDto | null = null;

  @RecordField(
    'VAT as agreed with the tax adviser; left out: what country and VAT number say',
    () => VatAgreedDto,
    { nullable: true, rare: true },
  )
  vat: VatAgreedDto | null = null;
}

class ContractDto extends ClientDto {
  @IdField('contract; unique over all clients', 'lumen-2026')
  contract!: string;
}

export class NoticeDto {
  @IntegerField('days of notice before a new price', 60)
  priceDays!: number;

  @IntegerField('days of notice before an end', 90)
  endDays!: number;
}

export class ReservedDto {
  @UnitsField('units a month, paid whether used or not; pro-rated by calendar days', '1000')
  units!: string;

  @PriceField('price per reserved unit, excluding VAT (EUR)', '0.035')
  eurPerUnit!: string;
}

export class SignContractDto extends ContractDto {
  @DateField('first day', '2026-03-01')
  from!: string;

  @DateField('last day of the (first) term; null: until ended', '2027-02-28', { nullable: true })
  to: string | null = null;

  @IntegerField('months by which it renews itself at the end of each term; null: not at all', 12, {
    min: 1,
    max: 120,
    nullable: true,
  })
  renewalMonths: number | null = null;

  @RecordField('days of notice that the contract asks for; null: none', () => NoticeDto, { nullable: true })
  notice: NoticeDto | null = null;

  @IdField('list of computing prices', 'core-hours')
  priceList!: string;

  @ChoiceField('billable unit: that of the list', ['core-hour', 'ghz-hour'])
  unit!: 'core-hour' | 'ghz-hour';

  @ChoiceField('which attempts are paid: completed ones, also failed or also preempted ones, or all', [
    'completed',
    'completed-failed',
    'completed-preempted',
    'all',
  ])
  pays!: 'completed' | 'completed-failed' | 'completed-preempted' | 'all';

  @IntegerField('days to pay', 30, { max: 60 })
  paymentDays!: number;

  @TextField("the client's own reference", 'PO-4711', { longest: 100, nullable: true })
  reference: string | null = null;

  @PriceField('least amount of a month, excluding VAT; pro-rated by calendar days (EUR)', '100', {
    nullable: true,
  })
  minimumEurPerMonth: string | null = null;

  @PercentField('discount on every price of the list, fees and reserved capacity too', '5', {
    nullable: true,
  })
  discountPercent: string | null = null;

  @UnitsField('units free of charge per month, deducted before anything is priced', '10', { nullable: true })
  allowanceUnits: string | null = null;

  @TextField('number of the order; of a public body its engagement (BT-13)', 'BC-2026-0042', {
    longest: 100,
    nullable: true,
  })
  purchaseOrder: string | null = null;

  @TextField(
    'service code of a public body (Chorus Pro), or another reference of the buyer (BT-10)',
    'SRV-DSI',
    {
      longest: 100,
      nullable: true,
    },
  )
  buyerReference: string | null = null;

  @RecordField('capacity reserved: work of plan "reserved" up to it is included', () => ReservedDto, {
    nullable: true,
    rare: true,
  })
  reserved: ReservedDto | null = null;
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

  @IntegerField('limit (core-hours); needed where a research budget is set', 50_000, {
    min: 1,
    max: 1e12,
    nullable: true,
  })
  limitCoreHours: number | null = null;
}

export class EndContractDto extends ContractDto {
  @DateField('last day', '2026-12-31')
  on!: string;

  @DateField('day on which one side gave notice; null: both sides agreed', '2026-09-15', { nullable: true })
  notifiedOn: string | null = null;
}

export class NotifyPriceRevisionDto extends ContractDto {
  @IdField('list of computing prices, as in the contract', 'core-hours')
  priceList!: string;

  @DateField('first day of the new prices', '2026-07-01')
  from!: string;

  @DateField('day on which the notice was sent', '2026-04-15')
  sentOn!: string;

  @TextField('where the notice is kept', 'registered letter RK 123 456 789 FR')
  evidence!: string;
}
