import { DEFAULT_ACCOUNTS } from '#events';
import {
  ChoiceField,
  IntegerField,
  ListField,
  PatternField,
  PercentField,
  TextField,
} from '../commands/fields.js';
import { EndpointDto, EndpointField } from '../parties/parties.dto.js';

export class RegisterCompanyDto {
  @TextField('name', 'Example Chaleur SAS')
  name!: string;

  @TextField('address', '1 rue de la Paix, 75002 Paris')
  address!: string;

  @TextField('SIREN, 9 digits', '900000001', { longest: 9 })
  siren!: string;

  @TextField('SIRET, 14 digits', '90000000100017', { longest: 14 })
  siret!: string;

  @TextField('VAT number', 'FR68900000001', { longest: 20 })
  vatNumber!: string;

  @TextField('IBAN', 'FR7630006000011234567890189', { longest: 34 })
  iban!: string;

  @TextField('BIC', 'AGRIFRPP', { longest: 11, nullable: true })
  bic: string | null = null;

  @ChoiceField('when VAT on services falls due (CGI art. 269)', ['receipts', 'debits'])
  vatPoint!: 'receipts' | 'debits';

  @IntegerField('first month of the fiscal year', 1, { min: 1, max: 12 })
  fiscalYearStartMonth!: number;

  @PercentField('VAT rate on computing', '20')
  standardVatRate!: string;

  @PercentField('yearly rate of late-payment interest', '12.15')
  lateRatePercent!: string;

  @PatternField('currency: EUR only, for now', 'EUR', /^[A-Z]{3}$/, 'Give the three capitals of ISO 4217')
  currency!: string;

  @TextField("zone of the company's calendar", 'Europe/Paris', { longest: 64 })
  zone!: string;

  @TextField(
    'legal form, capital and register, as documents print it (C. com. R123-237)',
    'SAS au capital de 50 000 €, RCS Paris 900 000 001',
    { longest: 200, nullable: true },
  )
  legalMention: string | null = null;

  @EndpointField()
  endpoint: EndpointDto | null = null;
}

const ACCOUNT = /^[0-9A-Z]{3,12}$/;
const ACCOUNT_FORM = 'Give an account: digits and capitals, at most 12';

const AccountField = (description: string, example: string) =>
  PatternField(description, example, ACCOUNT, ACCOUNT_FORM);

/** An account that has a default: of this role, in the chart that every ledger starts with. */
const DefaultAccountField = (description: string, role: keyof typeof DEFAULT_ACCOUNTS) =>
  PatternField(
    `${description}; left out: ${DEFAULT_ACCOUNTS[role]}`,
    DEFAULT_ACCOUNTS[role],
    ACCOUNT,
    ACCOUNT_FORM,
    { nullable: true },
  );

export class AccountLabelDto {
  @AccountField('account', '411')
  account!: string;

  @TextField('label', 'Clients', { longest: 100 })
  label!: string;
}

export class SetChartOfAccountsDto {
  @AccountField('clients', '411')
  clients!: string;

  @AccountField('owners (suppliers)', '401')
  owners!: string;

  @AccountField('repayments to residents', '467')
  residents!: string;

  @AccountField('revenue of computing', '706')
  revenue!: string;

  @AccountField('electricity', '6061')
  electricity!: string;

  @AccountField('VAT collected', '44571')
  vatCollected!: string;

  @AccountField('VAT on receipts, not yet due', '44574')
  vatOnReceipts!: string;

  @AccountField('VAT deductible', '44566')
  vatDeductible!: string;

  @DefaultAccountField('bank', 'bank')
  bank: string | null = null;

  @DefaultAccountField('prepayments received from clients', 'prepayments')
  prepayments: string | null = null;

  @DefaultAccountField('accrued: invoices to draw up', 'unbilledRevenue')
  unbilledRevenue: string | null = null;

  @DefaultAccountField('accrued: credit notes to draw up', 'creditNotesToDraw')
  creditNotesToDraw: string | null = null;

  @DefaultAccountField('accrued: documents of owners to receive', 'ownersToReceive')
  ownersToReceive: string | null = null;

  @DefaultAccountField('accrued: credits of owners to receive', 'ownerCreditsToReceive')
  ownerCreditsToReceive: string | null = null;

  @DefaultAccountField('accrued: repayments to residents', 'residentsToRepay')
  residentsToRepay: string | null = null;

  @DefaultAccountField('VAT on documents not yet issued', 'vatUnissued')
  vatUnissued: string | null = null;

  @DefaultAccountField('VAT on documents not yet received', 'vatUnreceived')
  vatUnreceived: string | null = null;

  @DefaultAccountField('money that waits for its document', 'suspense')
  suspense: string | null = null;

  @ListField('a label for every account; those of default accounts may be left out', () => AccountLabelDto, {
    max: 200,
  })
  labels!: AccountLabelDto[];
}

export class OpenSeriesDto {
  @ChoiceField('what is numbered; statements stand in the name of one owner', [
    'invoices',
    'statements',
    'repayments',
  ])
  kind!: 'invoices' | 'statements' | 'repayments';

  @PatternField(
    'series; of statements: the owner',
    'main',
    /^[a-z0-9][a-z0-9._-]{0,63}$/,
    'Use small letters, digits, . _ and -',
  )
  series!: string;

  @PatternField(
    'what stands before the number',
    'F2026-',
    /^[A-Z0-9+_/-]{0,35}$/,
    'Use capitals, digits, + _ / and -',
  )
  prefix!: string;

  @IntegerField('first number', 1)
  first!: number;
}
