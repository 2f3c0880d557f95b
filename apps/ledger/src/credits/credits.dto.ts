import { CREDIT_REASONS, type CreditReason } from '#domain/credits';
import { AMOUNT_CENTS_MAX } from '#domain/settlements';
import {
  ChoiceField,
  FlagField,
  IdField,
  IntegerField,
  ListField,
  PatternField,
  TextField,
} from '../commands/fields.js';

const NumberField = (example: string) =>
  PatternField(
    'number of the document',
    example,
    /^[A-Z0-9+_/-]{1,35}$/,
    'Give the number as it stands on the document',
  );

const REASON_LENGTH = 140;

export class CreditedLineDto {
  @IntegerField('place of the line in the document, from 1', 1, { min: 1, max: 100_000 })
  line!: number;

  @IntegerField('how much of it is given back, excluding VAT (cents of EUR)', 1500, {
    min: 1,
    max: AMOUNT_CENTS_MAX,
  })
  netCents!: number;
}

export class CreditDocumentDto {
  @IdField('credit: a name of its own', 'goodwill-2026-09-1')
  credit!: string;

  @IdField('series of the document; of self-billed ones the owner', 'main')
  series!: string;

  @NumberField('F-1')
  number!: string;

  @ListField(
    'what is given back of which line; none: all that is left of the document',
    () => CreditedLineDto,
    {
      max: 400,
      nullable: true,
    },
  )
  lines: CreditedLineDto[] | null = null;

  @ChoiceField('why', CREDIT_REASONS, 'gesture')
  reason!: CreditReason;

  @TextField('why, in words that are printed; name no person', 'Two days without heat in August', {
    longest: REASON_LENGTH,
  })
  text!: string;
}

export class CancelDocumentDto {
  @IdField('series of the document; of self-billed ones the owner', 'main')
  series!: string;

  @NumberField('F-1')
  number!: string;

  @FlagField(
    'whether what is left of it is billed anew, with names, references and VAT as they stand now',
    true,
  )
  reissue!: boolean;

  @TextField('why, in words that are printed; name no person', 'Billed to the wrong VAT number', {
    longest: REASON_LENGTH,
  })
  reason!: string;
}

export class CorrectInvoiceDto {
  @IdField('series of the invoice', 'main')
  series!: string;

  @NumberField('F-1')
  number!: string;

  @TextField('why, in words that are printed; name no person', 'The order number was missing', {
    longest: REASON_LENGTH,
  })
  reason!: string;
}
