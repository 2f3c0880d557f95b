import type { Chart } from '#domain/accounting';
import {
  creditTotals,
  documentOf,
  draftOf,
  endpointOf,
  plannedId,
  seriesOf,
  vatTotals,
  vatWithin,
  type AtIssue,
  type DocumentDraft,
  type HeldAtRate,
} from '#domain/documents';
import type { PartyRef } from '#domain/rating';
import type {
  ClientRegistered,
  CompanyRegistered,
  DocumentIssuedData,
  DocumentKind,
  DocumentLine,
  OwnerRegistered,
} from '#events';
import { chart, client, company, owner } from './heated-block.js';

/** Documents as they are made at issue, for whoever looks at them before. */

export const guardedLine = (changes: Partial<DocumentLine> = {}): DocumentLine => ({
  key: '2026-08|work|lab-1|usage|core@2026-01-01',
  label: 'Calcul, contrat lab-1',
  quantity: '7200.000',
  unit: 'core-second',
  priceEur: '50',
  priceBase: 3600,
  amountCents: 10_000,
  vatCategory: 'S',
  vatRate: '20',
  from: '2026-08-01',
  to: '2026-08-31',
  adjusts: null,
  ...changes,
});

export interface Guarded {
  readonly kind?: DocumentKind;
  readonly lines?: readonly DocumentLine[];
  readonly draft?: Partial<DocumentDraft>;
  readonly clientIs?: Parameters<typeof client>[1];
  readonly companyIs?: Partial<CompanyRegistered['data']>;
  readonly at?: Partial<AtIssue>;
  readonly held?: readonly HeldAtRate[];
}

const OWNERS: ReadonlySet<DocumentKind> = new Set([
  'self-billed-invoice',
  'self-billed-credit-note',
  'repayment-statement',
  'repayment-correction',
]);
const CORRECTING: ReadonlySet<DocumentKind> = new Set([
  'credit-note',
  'self-billed-credit-note',
  'repayment-correction',
  'corrected-invoice',
]);

/** The document that a draft of these lines becomes. */
export function guarded({
  kind = 'invoice',
  lines = [guardedLine()],
  ...given
}: Guarded = {}): DocumentIssuedData {
  const party: PartyRef = OWNERS.has(kind) ? { kind: 'owner', id: 'office' } : { kind: 'client', id: 'lab' };
  const { held } = given;
  const heldAt = (category: string, rate: string): HeldAtRate =>
    held?.find((one) => one.category === category && one.rate === rate) ?? {
      category,
      rate,
      netCents: 0,
      vatCents: 0,
    };
  const draft = draftOf({
    planned: plannedId('2026-08', kind, party),
    kind,
    series: seriesOf(kind, party),
    party,
    period: '2026-08',
    language: 'fr',
    contractReference: null,
    paymentDays: 30,
    vatPoint: 'receipts',
    lines,
    vat: held === undefined ? vatTotals(lines) : creditTotals(lines, heldAt),
    cites: CORRECTING.has(kind) ? [{ number: 'F-1', issueDate: '2026-08-02' }] : [],
    obstacles: [],
    ...given.draft,
  });
  const buyer = client('lab', given.clientIs).data as ClientRegistered['data'];
  const supplier = owner('office', { vat: 'deducts', vatNumber: 'FR03552081317' })
    .data as OwnerRegistered['data'];
  const other = party.kind === 'owner' ? supplier : buyer;
  return documentOf(draft, {
    number: 'F-2',
    issueDate: '2026-09-02',
    period: '2026-08',
    cutIndex: 7,
    chart: chart.data as Chart,
    mentions: {
      company: { ...(company.data as CompanyRegistered['data']), ...given.companyIs },
      client: party.kind === 'client' ? buyer : null,
      owner: party.kind === 'owner' ? supplier : null,
      mandate: { mandate: 'm-7', from: '2026-01-01' },
    },
    party: {
      party: party.id,
      identity: { name: 'Rendu Vif SARL', address: '3 quai Nord, 44000 Nantes' },
      country: other.country,
      siren: other.siren,
      vatNumber: other.vatNumber,
      siret: other.siret ?? null,
      endpoint: endpointOf(other.endpoint, other),
      legalMention: null,
    },
    ...given.at,
  });
}

/** What the cited document of a credit still holds. */
export const HELD: readonly HeldAtRate[] = [{ category: 'S', rate: '20', netCents: 25_000, vatCents: 5000 }];
export const CREDIT: Guarded = { kind: 'credit-note', held: HELD };
export const SELF_BILLED: Guarded = { kind: 'self-billed-invoice' };
const german = { country: 'DE', siren: null, vatNumber: 'DE136695976' } as const;
export const untaxed = (vatCategory: DocumentLine['vatCategory']): DocumentLine[] => [
  guardedLine({ vatCategory, vatRate: '0' }),
];
export const AE: Guarded = { clientIs: german, lines: untaxed('AE') };
export const SWISS: Guarded = {
  lines: untaxed('O'),
  clientIs: { country: 'CH', siren: null, vatNumber: null, endpoint: { scheme: '9927', id: 'CHE123456789' } },
};
export const MINISTRY: Guarded = { clientIs: { kind: 'public-body', siret: '40483304800022' } };
export const PREPAID: Guarded = {
  draft: { prepaid: [{ number: 'F-1', issueDate: '2026-08-02', grossCents: 6000, vatCents: 1000 }] },
};
export const PREPAYMENT: Guarded = {
  kind: 'prepayment-invoice',
  // 100.05 EUR received: no net amount and its own VAT come to it exactly; VAT is within what was received.
  lines: [guardedLine({ quantity: '1', unit: 'one', priceEur: '83.37', priceBase: 1, amountCents: 8337 })],
  draft: {
    paymentDays: null,
    vat: [{ category: 'S', rate: '20', baseCents: 8337, vatCents: vatWithin(10_005, '20') }],
  },
};
