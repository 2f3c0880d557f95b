import { exhausted, invariant } from '#domain/decision';
import type { Month } from '#domain/calendar';
import {
  NEGATIVE_TOTAL,
  draftOf,
  lineOf,
  plannedId,
  seriesOf,
  vatTotals,
  type DocumentDraft,
  type Language,
} from '#domain/documents';
import type { Facts } from '#domain/facts';
import type { Charge, Obstacle, PartyRef } from '#domain/rating';
import type { DocumentKind, DocumentLine, VatTotal } from '#events';
import { adjustmentLine } from './adjustment-lines.js';
import type { Difference } from './differences.js';
import { lateLines } from './late-lines.js';
import { recoverFrom, type Recovery } from './recovery.js';

/** Days to pay a self-billed invoice where nothing else is agreed (C. com. L441-10). */
const DAYS_TO_PAY_OWNERS = 30;

/** Everything that goes into the next document of one party. */
export interface PartyShare {
  readonly party: PartyRef;
  readonly charges: readonly Charge[];
  /** Of earlier months, never documented, above zero or below. */
  readonly late: readonly Difference[];
  /** Above what was documented. */
  readonly upward: readonly Difference[];
  /** Below it. Of residents only; others get credit notes. */
  readonly downward: readonly Difference[];
}

interface Terms {
  readonly kind: DocumentKind;
  readonly language: Language;
  readonly contractReference: string | null;
  readonly paymentDays: number | null;
  readonly vatPoint: DocumentDraft['vatPoint'];
}

export interface Composed {
  /** None where nothing is owed: a month of nothing but granted work makes no invoice. */
  readonly draft: DocumentDraft | null;
  readonly carryCents: number;
  /** Below zero and never documented: more than this document pays. */
  readonly uncredited: readonly Difference[];
}

export function composeDocument(
  facts: Facts,
  period: Month,
  share: PartyShare,
  obstacles: readonly Obstacle[],
): Composed {
  const terms = termsOf(facts, share);
  const { language, kind } = terms;
  const upward = share.upward.map((difference) => upwardLine(difference, language));
  const own = sumOf([...share.charges, ...upward]);
  const late = lateLines(own, share.late);
  const lines: DocumentLine[] = [
    ...[...share.charges, ...late.taken.flatMap(({ now }) => now ?? [])].map((charge) =>
      lineOf(charge, facts, language),
    ),
    ...upward,
  ];
  const recovery: Recovery =
    share.party.kind === 'resident'
      ? recoverFrom(sumOf(lines), share.downward, language)
      : { lines: [], carryCents: 0 };
  const rest = { carryCents: recovery.carryCents, uncredited: late.left };
  if (lines.every((line) => line.amountCents === 0)) return { draft: null, ...rest };
  const all = [...lines, ...recovery.lines];
  const vat = vatTotals(all);
  const draft = draftOf({
    planned: plannedId(period, kind, share.party),
    series: seriesOf(kind, share.party),
    party: share.party,
    period,
    ...terms,
    lines: all,
    vat,
    cites: citesOf(share, all),
    obstacles: [...obstaclesOf(share.party, obstacles), ...(isNegative(vat) ? [NEGATIVE_TOTAL] : [])],
  });
  return { draft, ...rest };
}

const sumOf = (lines: readonly { readonly amountCents: number }[]): number =>
  lines.reduce((cents, line) => cents + line.amountCents, 0);

/** A line may be below zero; a document that is would ask the one whom it should pay. */
const isNegative = (vat: readonly VatTotal[]): boolean =>
  vat.reduce((cents, total) => cents + total.baseCents, 0) < 0 ||
  vat.reduce((cents, total) => cents + total.vatCents, 0) < 0;

/** Obstacles are told of clients only. */
const obstaclesOf = (party: PartyRef, obstacles: readonly Obstacle[]): string[] => [
  ...new Set(
    obstacles.flatMap((one) => (party.kind === 'client' && one.party === party.id ? one.reason : [])),
  ),
];

/** What was documented before is 1 × the difference. */
function upwardLine(difference: Difference, language: Language): DocumentLine {
  const source = difference.documented?.holdings[0];
  invariant(source !== undefined, `no document holds ${difference.key}`);
  return adjustmentLine(difference, source, difference.cents, language);
}

/** Exactly the documents that its lines adjust: what is below zero has credit notes of its own, which cite for themselves. */
function citesOf(
  { upward, downward }: PartyShare,
  lines: readonly DocumentLine[],
): { number: string; issueDate: string }[] {
  const adjusted = new Set(lines.map(({ adjusts }) => adjusts?.document));
  const cited = new Map<string, string>();
  for (const { documented } of [...upward, ...downward]) {
    const paper = documented?.holdings[0]?.paper;
    if (paper !== undefined && adjusted.has(paper.number)) cited.set(paper.number, paper.issueDate);
  }
  return [...cited].map(([number, issueDate]) => ({ number, issueDate })).slice(0, 50);
}

function termsOf(facts: Facts, { party, charges, late, upward }: PartyShare): Terms {
  switch (party.kind) {
    case 'client':
      return clientTerms(facts, party, [...charges, ...[...late, ...upward].flatMap(({ now }) => now ?? [])]);
    case 'owner': {
      const owner = facts.owners.get(party.id)?.registered;
      invariant(owner !== undefined, `owner ${party.id} was never registered`);
      const deducts = owner.vat === 'deducts';
      return {
        kind: deducts ? 'self-billed-invoice' : 'repayment-statement',
        language: owner.language,
        contractReference: soleReference(charges),
        paymentDays: deducts ? DAYS_TO_PAY_OWNERS : null,
        vatPoint: deducts ? 'debits' : 'none',
      };
    }
    case 'resident': {
      const resident = facts.residents.get(party.id)?.registered;
      invariant(resident !== undefined, `resident ${party.id} was never registered`);
      return {
        kind: 'repayment-statement',
        language: resident.language,
        contractReference: soleReference(charges),
        paymentDays: null,
        vatPoint: 'none',
      };
    }
    default:
      return exhausted(party.kind);
  }
}

function clientTerms(facts: Facts, party: PartyRef, charges: readonly Charge[]): Terms {
  const client = facts.clients.get(party.id);
  invariant(client !== undefined, `client ${party.id} was never registered`);
  const days = charges.flatMap(({ subject }) => facts.contracts.get(subject)?.signed?.paymentDays ?? []);
  const taxed = charges.some(({ vat }) => vat.category === 'S');
  return {
    kind: 'invoice',
    language: client.language,
    contractReference: soleReference(charges),
    // Contracts of one client on one invoice: the shortest term binds.
    paymentDays: days.length === 0 ? DAYS_TO_PAY_OWNERS : Math.min(...days),
    vatPoint: taxed ? (facts.company?.vatPoint ?? 'receipts') : 'none',
  };
}

/** The reference that all lines share; the lines name their own where they differ. */
function soleReference(charges: readonly Charge[]): string | null {
  const references = new Set(charges.map(({ reference }) => reference));
  return references.size === 1 ? ([...references][0] ?? null) : null;
}
