import { ApiProperty } from '@nestjs/swagger';
import { DOCUMENT_STATES, platformStatus, type Lifecycle } from '#domain/lifecycle';
import { type CsvColumn, Money, money } from '../shape/index.js';
import type { PlacedStep } from './document-steps.js';

const date = { nullable: true, type: String, example: '2026-09-20' };
export const STEP_KINDS = [
  'issued',
  'rendered',
  'sent',
  'disputed',
  'dispute-settled',
  'status',
  'received',
  'paid',
  'set-off',
  'credited',
  'credit-applied',
  'replaced',
];

/** One thing that happened to a document. */
export class LifecycleRow {
  @ApiProperty({ description: 'day it is of', example: '2026-09-03' }) on!: string;
  @ApiProperty({ enum: STEP_KINDS, example: 'sent' }) kind!: string;
  @ApiProperty({
    description: 'channel, dispute, status, receipt, payment, set-off or document',
    example: 'email',
  })
  subject!: string;
  @ApiProperty({ nullable: true, type: String, description: 'label of a status in French', example: null })
  label!: string | null;
  @ApiProperty({ nullable: true, type: Money, description: 'what it is about' }) amount!: Money | null;
  @ApiProperty({
    nullable: true,
    type: String,
    description: 'reason code of a dispute or status; outcome of a dispute',
    example: null,
  })
  reason!: string | null;
  @ApiProperty({ nullable: true, type: String, description: 'what was said, or proves it', example: null })
  text!: string | null;
  @ApiProperty({ description: 'index of its event', example: 812_204 }) index!: number;
}

export const lifecycleRow = ({
  idx,
  step,
  kind,
  subject,
  cents,
  reason,
  text,
}: PlacedStep): LifecycleRow => ({
  on: step.on,
  kind,
  subject,
  label: step.kind === 'status' ? (platformStatus(step.status)?.fr ?? null) : null,
  amount: cents === null ? null : money(cents),
  reason,
  text,
  index: idx,
});

export const LIFECYCLE_COLUMNS: readonly CsvColumn<LifecycleRow>[] = [
  { name: 'on', value: (row) => row.on },
  { name: 'kind', value: (row) => row.kind },
  { name: 'subject', value: (row) => row.subject },
  { name: 'label', value: (row) => row.label },
  { name: 'amount_eur', value: (row) => row.amount?.amount ?? null },
  { name: 'reason', value: (row) => row.reason },
  { name: 'text', value: (row) => row.text },
  { name: 'index', value: (row) => row.index },
];

/** What a document is now, and how it came to that. */
export class DocumentLifecycle {
  @ApiProperty({ example: 'main' }) series!: string;
  @ApiProperty({ example: 'F-1' }) number!: string;
  @ApiProperty({
    description: 'the first that applies, in this order',
    enum: DOCUMENT_STATES,
    example: 'overdue',
  })
  state!: string;
  @ApiProperty({ description: 'since when it is that', example: '2026-10-02' }) since!: string;
  @ApiProperty({ description: 'the day it is told of', example: '2026-10-12' }) today!: string;
  @ApiProperty({ example: '2026-09-02' }) issueDate!: string;
  @ApiProperty({ ...date, example: '2026-10-02' }) dueDate!: string | null;
  @ApiProperty(date) sentOn!: string | null;
  @ApiProperty({ ...date, description: 'when nothing was open any more' }) paidOn!: string | null;
  @ApiProperty({ ...date, description: 'when credit notes came to all of it' }) cancelledOn!: string | null;
  @ApiProperty({
    nullable: true,
    type: String,
    description:
      'corrected invoice (384) in its place, or the document that was issued anew once it was cancelled',
  })
  replacedBy!: string | null;
  @ApiProperty({ description: 'days after the due date while something is open', example: 10 })
  overdueDays!: number;
  @ApiProperty({ description: 'disputes that stand open', type: [String], example: [] })
  disputes!: readonly string[];
  @ApiProperty({ nullable: true, type: Number, description: 'the last that a platform said', example: 205 })
  platformStatus!: number | null;
  @ApiProperty() gross!: Money;
  @ApiProperty({ description: 'gross less what was prepaid, settled or credited' }) open!: Money;
  @ApiProperty({ description: 'received, paid or set off' }) paid!: Money;
  @ApiProperty({ description: 'gross of the credit notes that cite it' }) credited!: Money;
  @ApiProperty({ description: 'in the order of the log', type: [LifecycleRow] })
  rows!: readonly LifecycleRow[];
  @ApiProperty({ nullable: true, type: String, example: null }) next!: null;
}

/** The parts of an answer that follow from the state. */
export const stateOf = (lifecycle: Lifecycle) => ({
  state: lifecycle.state,
  since: lifecycle.since,
  sentOn: lifecycle.sentOn,
  paidOn: lifecycle.paidOn,
  cancelledOn: lifecycle.cancelledOn,
  replacedBy: lifecycle.replacedBy,
  overdueDays: lifecycle.overdueDays,
  disputes: lifecycle.disputes,
  platformStatus: lifecycle.platformStatus,
  open: money(lifecycle.openCents),
  paid: money(lifecycle.paidCents),
  credited: money(lifecycle.creditedCents),
});
