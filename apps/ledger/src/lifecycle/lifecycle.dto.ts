import { AMOUNT_CENTS_MAX } from '#domain/settlements';
import {
  ChoiceField,
  DateField,
  IdField,
  IntegerField,
  PatternField,
  TextField,
} from '../commands/fields.js';

const NumberField = (description: string, example: string | null, nullable = false) =>
  PatternField(
    description,
    example,
    /^[A-Z0-9+_/-]{1,35}$/,
    'Give the number as it stands on the document',
    nullable ? { nullable } : {},
  );

const ReasonField = (example: string | null, nullable = false) =>
  PatternField(
    'reason code, as the platform or the client gives it',
    example,
    /^[A-Z][A-Z0-9_]{0,39}$/,
    'Use capitals, digits and _, at most 40, beginning with a letter',
    nullable ? { nullable } : {},
  );

const CHANNELS = ['platform', 'email', 'post', 'portal'] as const;
const WHO = ['party', 'company', 'platform'] as const;
const OUTCOMES = ['upheld', 'credited', 'withdrawn'] as const;

class OfDocument {
  @IdField('series of the document; of self-billed ones the owner', 'main')
  series!: string;

  @NumberField('number of the document', 'F-1')
  number!: string;
}

export class RecordDocumentSentDto extends OfDocument {
  @DateField('when it was sent', '2026-09-03')
  on!: string;

  @ChoiceField('how', CHANNELS, 'email')
  channel!: (typeof CHANNELS)[number];

  @TextField(
    "where to: electronic or postal address, or the platform; a person's stands sealed",
    'compta@lumen.example',
  )
  to!: string;

  @TextField('message id, tracking number or receipt of the platform', '<20260903-1@mail.example>', {
    nullable: true,
  })
  evidence: string | null = null;
}

export class DisputeDocumentDto extends OfDocument {
  @IdField('dispute: a name of its own', 'd-2026-001')
  dispute!: string;

  @DateField('when it was raised', '2026-09-10')
  on!: string;

  @ChoiceField('who raised it: the other party, the company itself, a platform', WHO)
  by!: (typeof WHO)[number];

  @ReasonField('QUANTITY')
  reasonCode!: string;

  @TextField('what is said to be wrong; name no person in it', 'Job 17 failed and was billed.', {
    longest: 1000,
  })
  text!: string;

  @IntegerField('disputed, including VAT (cents of EUR); none: the whole', 12_000, {
    min: 1,
    max: AMOUNT_CENTS_MAX,
    nullable: true,
  })
  amountCents: number | null = null;
}

export class SettleDisputeDto extends OfDocument {
  @IdField('dispute', 'd-2026-001')
  dispute!: string;

  @DateField('when it was settled', '2026-09-20')
  on!: string;

  @ChoiceField('the document stands, was credited, or the dispute was withdrawn', OUTCOMES, 'credited')
  outcome!: (typeof OUTCOMES)[number];

  @NumberField('credit note, of the same series; where the outcome is credited', 'F-2', true)
  creditNote: string | null = null;

  @TextField('what was decided; name no person in it', 'The job had failed: credited.', { longest: 1000 })
  text!: string;
}

export class RecordPlatformStatusDto extends OfDocument {
  @DateField('day of the status', '2026-09-03')
  on!: string;

  @IntegerField('status, 200 to 213 (XP Z12-012)', 200, { min: 100, max: 999 })
  status!: number;

  @TextField('platform', 'pa-exemple', { longest: 100 })
  platform!: string;

  @ReasonField(null, true)
  reasonCode: string | null = null;

  @TextField('what it says; name no person in it', null, { longest: 1000, nullable: true })
  text: string | null = null;

  @TextField('reference of the message: the same status with the same reference is the same', 'msg-0001', {
    longest: 100,
  })
  reference!: string;

  @IntegerField(
    'of status 212: what it reports as received, including VAT (cents of EUR): no more than is received and not told yet; below zero it takes back what was told and has gone back',
    null,
    { min: -AMOUNT_CENTS_MAX, max: AMOUNT_CENTS_MAX, nullable: true },
  )
  amountCents: number | null = null;
}
