import type { Chart } from '#domain/accounting';
import type { SubjectMoney } from '#domain/credits';
import {
  documentOf,
  draftOf,
  isSelfBilled,
  numberAt,
  vatTotals,
  type DocumentDraft,
} from '#domain/documents';
import type { PartyRef } from '#domain/rating';
import type { CompanyRegistered, DocumentIssuedData, DocumentKind, DocumentLine } from '#events';
import { chart, company } from './heated-block.js';

export const LAB: PartyRef = { kind: 'client', id: 'lab' };

/** Nothing was received for it; more is open than any sample states. */
export const UNPAID: SubjectMoney = { openCents: 100_000_000, receivedCents: 0, receivedOn: null };

/** Line of a contract in August: 1 × so many cents. */
export const lineOf = (amountCents: number, place = 1, vatRate = '20'): DocumentLine => ({
  key: `2026-08|work|lab-1|usage|${place}`,
  label: `line ${place}`,
  quantity: amountCents < 0 ? '-1' : '1',
  unit: 'one',
  priceEur: (Math.abs(amountCents) / 100).toFixed(2),
  priceBase: 1,
  amountCents,
  vatCategory: vatRate === '0' ? 'AE' : 'S',
  vatRate,
  from: '2026-08-01',
  to: '2026-08-31',
  adjusts: null,
});

export const draftWith = (
  lines: readonly DocumentLine[],
  kind: DocumentKind = 'invoice',
  party: PartyRef = LAB,
): DocumentDraft =>
  draftOf({
    planned: `2026-08.${party.kind === 'resident' ? 'repayment.resident' : kind}.${party.id}`,
    kind,
    series: isSelfBilled(kind) ? party.id : 'main',
    party,
    period: '2026-08',
    language: 'en',
    contractReference: null,
    paymentDays: 30,
    vatPoint: party.kind === 'client' ? 'receipts' : 'none',
    lines,
    vat: vatTotals(lines),
    cites: [],
    obstacles: [],
  });

/** The draft as the document of this place in its series: D-1, D-2 … */
export const issuedAs = (draft: DocumentDraft, place: number, issueDate = '2026-09-02'): DocumentIssuedData =>
  documentOf(draft, {
    number: numberAt({ prefix: 'D-', first: 1 }, place),
    issueDate,
    period: draft.period,
    cutIndex: 0,
    chart: chart.data as Chart,
    mentions: {
      company: company.data as CompanyRegistered['data'],
      client: null,
      owner: null,
      mandate: null,
    },
    party: {
      party: draft.party.id,
      identity: { name: draft.party.id, address: 'somewhere' },
      country: 'FR',
      siren: null,
      siret: null,
      vatNumber: null,
      endpoint: null,
      legalMention: null,
    },
  });
