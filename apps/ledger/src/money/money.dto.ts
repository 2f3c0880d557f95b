import { AMOUNT_CENTS_MAX } from '#domain/settlements';
import {
  ChoiceField,
  DateField,
  IdField,
  IntegerField,
  ListField,
  PatternField,
  RecordField,
  TextField,
} from '../commands/fields.js';

/** The bound is said here and kept by the decider, whose refusal has a code of its own: AMOUNT_ABSURD. */
const amount = (description: string, example: number, min = 1) =>
  IntegerField(`${description} (cents of EUR), at most ${AMOUNT_CENTS_MAX}`, example, { min });

export class AllocationDto {
  @IdField('series of the document', 'main')
  series!: string;

  @PatternField(
    'number of the document',
    'F-1',
    /^[A-Z0-9+_/-]{1,35}$/,
    'Give the number as it stands on the document',
  )
  number!: string;

  @amount('how much of the amount settles it', 120_000)
  cents!: number;
}

export class PrepaymentDto {
  @IdField('contract of the client', 'lumen-1')
  contract!: string;
}

export class RecordMoneyReceivedDto {
  @IdField('receipt: a name of its own, such as that of the bank line; at most 40', 'bank-2026-09-28-1')
  receipt!: string;

  @DateField('value date', '2026-09-28')
  on!: string;

  @IdField('client', 'lumen')
  client!: string;

  @amount('amount; 0 only where money that waits on the suspense account is allocated', 120_000, 0)
  amountCents!: number;

  @ListField(
    'invoices that it pays, and credit notes that it uses up; what is left over waits on the suspense account',
    () => AllocationDto,
    { min: 0, max: 200, nullable: true },
  )
  allocations: AllocationDto[] | null = null;

  @RecordField(
    'prepaid for a contract, before the work: an invoice of type 386 follows. Without allocations',
    () => PrepaymentDto,
    { nullable: true, rare: true },
  )
  prepayment: PrepaymentDto | null = null;

  @TextField('reference of the bank', 'VIR LUMEN F-1', { longest: 140 })
  reference!: string;
}

export class PaidPartyDto {
  @ChoiceField('kind', ['client', 'owner', 'resident'], 'owner')
  kind!: 'client' | 'owner' | 'resident';

  @IdField('client, owner or resident', 'habitat-rhone')
  id!: string;
}

export class PaidAllocationDto extends AllocationDto {
  @IdField('series of the document; of self-billed ones the owner', 'main')
  declare series: string;

  @PatternField(
    'number of the document',
    'R-1',
    /^[A-Z0-9+_/-]{1,35}$/,
    'Give the number as it stands on the document',
  )
  declare number: string;

  @amount('how much of the amount settles it', 2401)
  declare cents: number;
}

export class RecordMoneyPaidDto {
  @IdField('payment: a name of its own; at most 40', 'pay-2026-09-30-1')
  payment!: string;

  @DateField('value date', '2026-09-30')
  on!: string;

  @RecordField('who was paid', () => PaidPartyDto)
  party!: PaidPartyDto;

  @amount('amount', 2401, 0)
  amountCents!: number;

  @ListField(
    'statements, self-billed invoices or credit notes that it pays, and what of the party is deducted',
    () => PaidAllocationDto,
    { min: 0, max: 200, nullable: true },
  )
  allocations: PaidAllocationDto[] | null = null;

  @TextField('reference of the bank', 'SEPA R-1', { longest: 140 })
  reference!: string;
}

export class SetOffDto {
  @IdField('set-off: a name of its own; at most 40', 'set-off-2026-09')
  setOff!: string;

  @DateField('date', '2026-09-30')
  on!: string;

  @IdField('client', 'lumen')
  client!: string;

  @IdField('owner: the same legal person, by SIREN or VAT number', 'lumen-immo')
  owner!: string;

  @ListField('invoices of the client', () => AllocationDto, { max: 200 })
  receivables!: AllocationDto[];

  @ListField('documents that credit the owner; the sums are equal', () => PaidAllocationDto, { max: 200 })
  payables!: PaidAllocationDto[];

  @TextField('agreement to set off', 'framework agreement 2026, article 7', { longest: 140 })
  agreement!: string;
}

export class LockFiscalYearDto {
  @DateField('first day', '2026-01-01')
  from!: string;

  @DateField('last day', '2026-12-31')
  to!: string;

  @TextField('who decided, and where', 'general meeting of 2027-05-28')
  reason!: string;
}
