import { documentEntry, type Chart } from '#domain/accounting';
import { addDays, monthOf, type LocalDate } from '#domain/calendar';
import type { DocumentIssuedData, DocumentParty } from '#events';
import type { DocumentDraft } from './draft.js';
import { eInvoiceOf, endpointOf } from './e-invoice.js';
import { formatMonth } from './format.js';
import { TYPE_CODE, isSale } from './kinds.js';
import { mentionsOf, type MentionFacts } from './mentions.js';
import { isPaidWhole, prepaidTotals } from './prepaid-totals.js';
import { supplyDaysOf } from './supply.js';

/** What a draft still lacks to be a document. */
export interface AtIssue {
  readonly number: string;
  readonly issueDate: LocalDate;
  /** Month whose close issues it: later than the draft's where it was set aside. */
  readonly period: string;
  readonly cutIndex: number;
  readonly chart: Chart;
  readonly mentions: MentionFacts;
  /** The other party, as it was called at issue. */
  readonly party: DocumentParty;
}

/** The document: the draft's figures, the names of the day, its number and its balanced entry. */
export function documentOf(draft: DocumentDraft, at: AtIssue): DocumentIssuedData {
  const company = companyParty(at);
  const selling = isSale(draft.kind);
  // EN 16931 BR-O: an invoice outside the scope of VAT carries no VAT numbers.
  const bare = selling && draft.vat.some((total) => total.category === 'O');
  const strip = (party: DocumentParty): DocumentParty => (bare ? { ...party, vatNumber: null } : party);
  return {
    kind: draft.kind,
    typeCode: TYPE_CODE[draft.kind],
    series: draft.series,
    number: at.number,
    planned: draft.planned,
    period: at.period,
    cutIndex: at.cutIndex,
    issueDate: at.issueDate,
    dueDate: dueDateOf(draft, at.issueDate),
    language: draft.language,
    currency: 'EUR',
    seller: strip(selling ? company : at.party),
    buyer: strip(selling ? at.party : company),
    contractReference: draft.contractReference,
    vatPoint: draft.vatPoint,
    lines: [...draft.lines],
    linesAt: null,
    vat: [...draft.vat],
    netCents: draft.netCents,
    vatCents: draft.vatCents,
    grossCents: draft.grossCents,
    cites: [...draft.cites],
    mentions: mentionsOf(draft, at.mentions),
    entry: entryOf(draft, at),
    ...eInvoiceOf(draft, at.number, at.mentions),
    ...(draft.reason === undefined ? {} : { reason: draft.reason }),
    ...(draft.prepaymentReturned === undefined ? {} : { prepaymentReturned: draft.prepaymentReturned }),
    ...(draft.replaces === undefined ? {} : { replaces: draft.replaces }),
    ...(draft.received === undefined ? {} : { received: draft.received }),
    ...(draft.prepaid === undefined ? {} : { prepaid: draft.prepaid.map((one) => ({ ...one })) }),
  };
}

/** Nothing is due where nothing is left to pay. */
function dueDateOf(draft: DocumentDraft, issueDate: LocalDate): LocalDate | null {
  if (isPaidWhole(draft)) return null;
  if (draft.dueDate !== undefined) return draft.dueDate;
  if (draft.paymentDays === null) return null;
  return addDays(issueDate, draft.paymentDays);
}

/** The document's month where it bills anything of it; a decision of a later month names that of what it is about. */
function suppliedIn({ lines, period }: DocumentDraft): string {
  if (lines.length === 0) return formatMonth(period, 'fr');
  const { from, to } = supplyDaysOf(lines);
  const [first, last] = [monthOf(from), monthOf(to)];
  if (first <= period && period <= last) return formatMonth(period, 'fr');
  return first === last
    ? formatMonth(first, 'fr')
    : `${formatMonth(first, 'fr')} – ${formatMonth(last, 'fr')}`;
}

/** Names the first prepayment that is deducted, and how many more there are. */
function lessPrepaid({ prepaid = [] }: DocumentDraft): string {
  const [first] = prepaid;
  if (first === undefined) return '';
  const more = prepaid.length - 1;
  return more === 0 ? `, acompte ${first.number}` : `, acompte ${first.number} et ${more} de plus`;
}

function entryOf(draft: DocumentDraft, at: AtIssue): DocumentIssuedData['entry'] {
  const label = `${ENTRY_LABEL[draft.kind]} ${at.number} ${draft.party.id} ${suppliedIn(draft)}${lessPrepaid(draft)}`;
  const { kind, party, vatPoint, netCents, vatCents, grossCents } = draft;
  const amounts = {
    netCents,
    vatCents,
    grossCents,
    prepaid: prepaidTotals(draft.prepaid),
    returned: draft.prepaymentReturned !== undefined,
  };
  return documentEntry(
    { kind, party, vatPoint, ...amounts, date: at.issueDate, piece: at.number, label },
    at.chart,
  );
}

/** Books are kept in French whatever the reader's language. */
const ENTRY_LABEL: Readonly<Record<DocumentDraft['kind'], string>> = {
  invoice: 'Facture',
  'credit-note': 'Avoir',
  'self-billed-invoice': 'Autofacture',
  'self-billed-credit-note': 'Avoir autofacturé',
  'repayment-statement': 'Remboursement',
  'repayment-correction': 'Rectificatif de remboursement',
  'prepayment-invoice': 'Facture d’acompte',
  'corrected-invoice': 'Facture rectificative',
};

function companyParty({ mentions: { company } }: AtIssue): DocumentParty {
  const { name, address, siren, siret, vatNumber, legalMention = null } = company;
  const endpoint = endpointOf(company.endpoint, { country: 'FR', siren, vatNumber });
  return {
    party: null,
    identity: { name, address },
    country: 'FR',
    siren,
    siret,
    vatNumber,
    endpoint,
    legalMention,
  };
}
