import { daysBetween, type LocalDate } from '#domain/calendar';
import { addExact } from '#domain/quantity';
import type { DocumentKind } from '#events';

/**
 * What a document is, told in one word. Where several apply, the first of this order is told: what is owed comes
 * before what was done with the paper, so that no replaced or sent document hides that it is overdue.
 */
export const DOCUMENT_STATES = [
  'cancelled',
  'paid',
  'disputed',
  'overdue',
  'paid-in-part',
  'replaced',
  'sent',
  'rendered',
  'issued',
] as const;
export type DocumentState = (typeof DOCUMENT_STATES)[number];

/** What happened to a document after its issue; cents above 0. */
export type LifecycleStep = { readonly on: LocalDate } & (
  | { readonly kind: 'rendered' | 'sent' }
  | { readonly kind: 'disputed' | 'dispute-settled'; readonly dispute: string }
  | { readonly kind: 'status'; readonly status: number }
  /** Less is open: by money (also set off), or by a credit note. */
  | { readonly kind: 'money' | 'credit-applied'; readonly cents: number }
  /** A credit note cites it; its gross amount. */
  | { readonly kind: 'credited'; readonly by: string; readonly grossCents: number }
  /** A corrected invoice (type 384) took its place for the reader; or it was cancelled, and another issued anew. */
  | { readonly kind: 'replaced'; readonly by: string }
);

/** What a document states of itself. */
export interface StatedDocument {
  readonly kind: DocumentKind;
  readonly issueDate: LocalDate;
  readonly dueDate: LocalDate | null;
  readonly grossCents: number;
  /** Deducted as paid before. */
  readonly prepaidCents: number;
}

export interface Lifecycle {
  readonly state: DocumentState;
  readonly since: LocalDate;
  readonly openCents: number;
  readonly paidCents: number;
  /** Gross of the credit notes that cite it. */
  readonly creditedCents: number;
  readonly renderedOn: LocalDate | null;
  readonly sentOn: LocalDate | null;
  /** When nothing was open any more. */
  readonly paidOn: LocalDate | null;
  /** Days after the due date, while something is open; 0: not overdue. */
  readonly overdueDays: number;
  /** Disputes that stand open. */
  readonly disputes: readonly string[];
  readonly cancelledOn: LocalDate | null;
  readonly replacedBy: string | null;
  /** The last that a platform said. */
  readonly platformStatus: number | null;
}

const DISPUTED_STATUS = 207;

/** Owed when it was issued: what a corrected invoice states is owed on its original, a prepayment was paid before. */
const debtOf = ({ kind, grossCents, prepaidCents }: StatedDocument): number =>
  kind === 'corrected-invoice' || kind === 'prepayment-invoice' ? 0 : addExact(grossCents, -prepaidCents);

interface Folded {
  rendered: LocalDate | null;
  sent: LocalDate | null;
  open: number;
  paid: number;
  lastPaid: LocalDate | null;
  settledOn: LocalDate | null;
  credited: number;
  cancelled: LocalDate | null;
  replaced: { readonly by: string; readonly on: LocalDate } | null;
  status: { readonly code: number; readonly on: LocalDate } | null;
  readonly disputes: Map<string, LocalDate>;
}

function take(folded: Folded, step: LifecycleStep, document: StatedDocument): void {
  const { on } = step;
  switch (step.kind) {
    case 'rendered':
      folded.rendered ??= on;
      return;
    case 'sent':
      folded.sent ??= on;
      return;
    case 'disputed':
      folded.disputes.set(step.dispute, on);
      return;
    case 'dispute-settled':
      folded.disputes.delete(step.dispute);
      return;
    case 'status':
      folded.status = { code: step.status, on };
      return;
    case 'money':
    case 'credit-applied':
      folded.open = addExact(folded.open, -step.cents);
      if (step.kind === 'money') [folded.paid, folded.lastPaid] = [addExact(folded.paid, step.cents), on];
      if (folded.open === 0) folded.settledOn ??= on;
      return;
    case 'credited':
      folded.credited = addExact(folded.credited, step.grossCents);
      if (folded.credited >= document.grossCents) folded.cancelled ??= on;
      return;
    case 'replaced':
      folded.replaced = { by: step.by, on };
      return;
  }
}

/** Every state that applies, and since when. */
function applying(
  folded: Folded,
  document: StatedDocument,
  overdueDays: number,
): Readonly<Record<DocumentState, LocalDate | null>> {
  const owes = document.kind !== 'corrected-invoice';
  const open = folded.open > 0;
  const byPlatform = folded.status?.code === DISPUTED_STATUS ? folded.status.on : null;
  return {
    cancelled: folded.cancelled,
    paid: owes && !open ? (folded.settledOn ?? document.issueDate) : null,
    disputed: [...folded.disputes.values()][0] ?? byPlatform,
    overdue: overdueDays > 0 ? document.dueDate : null,
    'paid-in-part': open ? folded.lastPaid : null,
    replaced: folded.replaced?.on ?? null,
    sent: folded.sent,
    rendered: folded.rendered,
    issued: document.issueDate,
  };
}

/**
 * What a document is on a day, by what happened up to then. It is overdue from the day after its due date, while
 * something is open; cancelled once credit notes come to all of it; disputed while a dispute stands open, or 207 is
 * the last that a platform said.
 * @param steps in the order of the log
 */
export function lifecycleOf(
  document: StatedDocument,
  steps: readonly LifecycleStep[],
  today: LocalDate,
): Lifecycle {
  const folded: Folded = {
    rendered: null,
    sent: null,
    open: debtOf(document),
    paid: 0,
    lastPaid: null,
    settledOn: null,
    credited: 0,
    cancelled: null,
    replaced: null,
    status: null,
    disputes: new Map(),
  };
  for (const step of steps) if (step.on <= today) take(folded, step, document);
  const { dueDate } = document;
  const late = dueDate !== null && folded.open > 0 && today > dueDate;
  const overdueDays = late ? daysBetween(dueDate, today) : 0;
  const dates = applying(folded, document, overdueDays);
  const state = DOCUMENT_STATES.find((one) => dates[one] !== null) ?? 'issued';
  return {
    state,
    since: dates[state] ?? document.issueDate,
    openCents: folded.open,
    paidCents: folded.paid,
    creditedCents: folded.credited,
    renderedOn: folded.rendered,
    sentOn: folded.sent,
    paidOn: dates.paid,
    overdueDays,
    disputes: [...folded.disputes.keys()],
    cancelledOn: folded.cancelled,
    replacedBy: folded.replaced?.by ?? null,
    platformStatus: folded.status?.code ?? null,
  };
}
