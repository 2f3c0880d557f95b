import { localDateAt } from '#domain/calendar';
import { exhausted } from '#domain/decision';
import { isCredit } from '#domain/documents';
import { profileOfIssued, type LifecycleEvent } from '#domain/lifecycle';
import type { DocumentIssuedData, DocumentRendered } from '#events';
import type { FoldState, Place } from './fold-state.js';

/** Which transaction a document is, its VAT per rate, and what it takes the place of or takes back. */
export function foldTransaction(state: FoldState, data: DocumentIssuedData, { index: idx }: Place): void {
  const { series, number, kind } = data;
  const profile = profileOfIssued(data);
  data.vat.forEach(({ category, rate, baseCents, vatCents }, ord) => {
    state.changes.put('document_vat', {
      idx,
      ord,
      series,
      number,
      profile,
      vat_point: data.vatPoint,
      category,
      rate,
      base_cents: baseCents,
      vat_cents: vatCents,
    });
  });
  if (!isCredit(kind) && kind !== 'corrected-invoice') return;
  data.cites.forEach((cited, ord) => {
    state.changes.put('document_cite', {
      idx,
      ord,
      series,
      number,
      kind,
      cited: cited.number,
      day: data.issueDate,
      // A credit note takes back the first document that it cites.
      gross_cents: ord === 0 && kind !== 'corrected-invoice' ? data.grossCents : 0,
    });
  });
}

/** The day an event was recorded, where the company is. */
function dayOf(state: FoldState, { recordedAt }: Place): string {
  const { company, zones } = state.facts.current;
  const zone = zones.get(company?.zone ?? '');
  return zone === undefined ? new Date(recordedAt).toISOString().slice(0, 10) : localDateAt(zone, recordedAt);
}

/** The page of a document was made. */
export function foldPage(state: FoldState, { data }: DocumentRendered, place: Place): void {
  const { series, number, format } = data;
  state.changes.put('document_event', {
    idx: place.index,
    series,
    number,
    kind: 'rendered',
    day: dayOf(state, place),
    subject: format,
    cents: null,
    data: JSON.stringify(data),
  });
}

interface Told {
  readonly kind: string;
  readonly subject: string;
  readonly cents: number | null;
}

function toldBy(event: LifecycleEvent): Told {
  switch (event.type) {
    case 'DocumentSent':
      return { kind: 'sent', subject: event.data.channel, cents: null };
    case 'DocumentDisputed':
      return { kind: 'disputed', subject: event.data.dispute, cents: event.data.amountCents };
    case 'DisputeSettled':
      return { kind: 'dispute-settled', subject: event.data.dispute, cents: null };
    case 'PlatformStatusRecorded':
      return { kind: 'status', subject: String(event.data.status), cents: event.data.amountCents };
    default:
      return exhausted(event);
  }
}

/** That a document was sent or disputed, a dispute settled, or what a platform said. */
export function foldLifecycle(state: FoldState, event: LifecycleEvent, { index: idx }: Place): void {
  const { series, number, on: day } = event.data;
  const data = JSON.stringify(event.data);
  state.changes.put('document_event', { idx, series, number, ...toldBy(event), day, data });
}
