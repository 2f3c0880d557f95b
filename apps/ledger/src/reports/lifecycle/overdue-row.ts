import { ApiProperty } from '@nestjs/swagger';
import { exhausted } from '#domain/decision';
import { AGES, RECOVERY_INDEMNITY_CENTS, ageOf, lateInterestCents, type Age } from '#domain/lifecycle';
import { addExact } from '#domain/quantity';
import { type CsvColumn, Money, money } from '../shape/index.js';

/** An overdue document of a client. */
export class OverdueDocument {
  @ApiProperty({ example: 'main' }) series!: string;
  @ApiProperty({ example: 'F-1' }) number!: string;
  @ApiProperty({ example: '2026-10-02' }) dueDate!: string;
  @ApiProperty({ description: 'days after the due date', example: 10 }) overdueDays!: number;
  @ApiProperty() open!: Money;
  @ApiProperty({
    description:
      'open × rate × days ÷ 365 (C. com. L441-10); nothing is booked. Null: `why` of the client says why',
    nullable: true,
    type: Money,
  })
  interest!: Money | null;
  @ApiProperty({ description: 'a dispute stands open', example: false }) disputed!: boolean;
}

/** What a client owes that is overdue, by age; including VAT. */
export class OverdueRow {
  @ApiProperty({ example: 'lumen' }) party!: string;
  @ApiProperty({ description: 'overdue documents', example: 2 }) documents!: number;
  @ApiProperty() open!: Money;
  @ApiProperty({ description: '1 to 30 days overdue' }) days1To30!: Money;
  @ApiProperty({ description: '31 to 60 days overdue' }) days31To60!: Money;
  @ApiProperty({ description: '61 to 90 days overdue' }) days61To90!: Money;
  @ApiProperty({ description: 'more than 90 days overdue' }) daysOver90!: Money;
  @ApiProperty({
    description: 'of business clients alone: each document rounded once; null for public bodies',
    nullable: true,
    type: Money,
  })
  interest!: Money | null;
  @ApiProperty({ description: 'why no interest is computed', nullable: true, type: String, example: null })
  why!: string | null;
  @ApiProperty({
    description: '40.00 per document, not of individuals (C. com. D441-5; public bodies: CCP D2192-35)',
  })
  indemnity!: Money;
  @ApiProperty({ description: 'oldest first', type: [OverdueDocument] }) overdue!: readonly OverdueDocument[];
}

/** What an overdue document comes to. */
export interface Late {
  readonly series: string;
  readonly number: string;
  readonly party: string;
  readonly dueDate: string;
  readonly days: number;
  readonly openCents: number;
  readonly disputed: boolean;
}

/**
 * What lateness costs a client. Individuals owe nothing by law. Public bodies owe the rate of public procurement law
 * (CCP L2192-13, R2192-31: that of the European Central Bank and eight points), which nobody has told the ledger; they
 * owe the indemnity (D2192-35).
 */
export type Lateness =
  | { readonly owedBy: 'business'; readonly ratePercent: string }
  | { readonly owedBy: 'public-body' | 'individual' };

const PUBLIC_RATE_UNKNOWN =
  'A public body owes the rate of public procurement law (CCP R2192-31), not that of the company: it is not configured.';

function interestCentsOf(lateness: Lateness, { openCents, days }: Late): number | null {
  switch (lateness.owedBy) {
    case 'business':
      return lateInterestCents(openCents, lateness.ratePercent, days);
    case 'individual':
      return 0;
    case 'public-body':
      return null;
    default:
      return exhausted(lateness);
  }
}

const moneyOrNull = (cents: number | null): Money | null => (cents === null ? null : money(cents));

const sum = (cents: readonly number[]): number => cents.reduce(addExact, 0);

/** A client's overdue documents as one row. */
export function overdueRow(party: string, documents: readonly Late[], lateness: Lateness): OverdueRow {
  const isPublic = lateness.owedBy === 'public-body';
  const interest = documents.map((late) => interestCentsOf(lateness, late));
  const ofAge = (age: Age): Money =>
    money(sum(documents.filter(({ days }) => ageOf(days) === age).map(({ openCents }) => openCents)));
  const [young, older, old, oldest] = AGES.map(({ age }) => ofAge(age));
  return {
    party,
    documents: documents.length,
    open: money(sum(documents.map(({ openCents }) => openCents))),
    days1To30: young!,
    days31To60: older!,
    days61To90: old!,
    daysOver90: oldest!,
    interest: isPublic ? null : money(sum(interest.map((cents) => cents ?? 0))),
    why: isPublic ? PUBLIC_RATE_UNKNOWN : null,
    indemnity: money(lateness.owedBy === 'individual' ? 0 : documents.length * RECOVERY_INDEMNITY_CENTS),
    overdue: documents.map((late, at) => ({
      series: late.series,
      number: late.number,
      dueDate: late.dueDate,
      overdueDays: late.days,
      open: money(late.openCents),
      interest: moneyOrNull(interest[at] ?? null),
      disputed: late.disputed,
    })),
  };
}

export const OVERDUE_COLUMNS: readonly CsvColumn<OverdueRow>[] = [
  { name: 'party', value: (row) => row.party },
  { name: 'documents', value: (row) => row.documents },
  { name: 'open_eur', value: (row) => row.open.amount },
  { name: 'days_1_30_eur', value: (row) => row.days1To30.amount },
  { name: 'days_31_60_eur', value: (row) => row.days31To60.amount },
  { name: 'days_61_90_eur', value: (row) => row.days61To90.amount },
  { name: 'days_over_90_eur', value: (row) => row.daysOver90.amount },
  { name: 'interest_eur', value: (row) => row.interest?.amount ?? null },
  { name: 'indemnity_eur', value: (row) => row.indemnity.amount },
  { name: 'why', value: (row) => row.why },
];
