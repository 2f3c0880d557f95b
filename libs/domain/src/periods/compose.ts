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
import type { DocumentKind, DocumentLine } from '#events';
import { adjustmentLine } from './adjustment-lines.js';
import type { Difference } from './differences.js';
import { recoverFrom, type Recovery } from './recovery.js';

/** Days to pay a self-billed invoice where nothing else is agreed (C. com. L441-10). */
const DAYS_TO_PAY_OWNERS = 30;

/** Everything that goes into the next document of one party. */
export interface PartyShare {
  readonly party: PartyRef;
  readonly charges: readonly Charge[];
  readonly upward: readonly Difference[];
  /** Of residents only; others get credit notes. */
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
}

export function composeDocument(
  facts: Facts,
  period: Month,
  share: PartyShare,
  obstacles: readonly Obstacle[],
): Composed {
  const terms = termsOf(facts, share);
  const { language, kind } = terms;
  const late = share.upward.filter((difference) => difference.documented === null);
  const lines: DocumentLine[] = [
    ...[...share.charges, ...late.flatMap(({ now }) => now ?? [])].map((charge) =>
      lineOf(charge, facts, language),
    ),
    ...share.upward.flatMap((difference) => upwardLine(difference, language)),
  ];
  const sum = lines.reduce((cents, line) => cents + line.amountCents, 0);
  const recovery: Recovery =
    share.party.kind === 'resident'
      ? recoverFrom(sum, share.downward, language)
      : { lines: [], carryCents: 0 };
  if (lines.every((line) => line.amountCents === 0)) return { draft: null, carryCents: recovery.carryCents };
  const all = [...lines, ...recovery.lines];
  const draft = draftOf({
    planned: plannedId(period, kind, share.party),
    series: seriesOf(kind, share.party),
    party: share.party,
    period,
    ...terms,
    lines: all,
    vat: vatTotals(all),
    cites: citesOf(share),
    obstacles: [...obstaclesOf(share.party, obstacles), ...(anyNegative(lines) ? [NEGATIVE_TOTAL] : [])],
  });
  return { draft, carryCents: recovery.carryCents };
}

/** A line below zero would be credited back from a document that holds less: a person looks at it first. */
const anyNegative = (lines: readonly DocumentLine[]): boolean =>
  lines.some(({ amountCents }) => amountCents < 0);

/** Obstacles are told of clients only. */
const obstaclesOf = (party: PartyRef, obstacles: readonly Obstacle[]): string[] => [
  ...new Set(
    obstacles.flatMap((one) => (party.kind === 'client' && one.party === party.id ? one.reason : [])),
  ),
];

/** What was never documented is an ordinary line of its month; what was, is 1 × the difference. */
function upwardLine(difference: Difference, language: Language): DocumentLine[] {
  if (difference.documented === null) return [];
  const source = difference.documented.holdings[0];
  invariant(source !== undefined, `no document holds ${difference.key}`);
  return [adjustmentLine(difference, source, difference.cents, language)];
}

function citesOf({ upward, downward }: PartyShare): { number: string; issueDate: string }[] {
  const cited = new Map<string, string>();
  for (const { documented } of [...upward, ...downward]) {
    const document = documented?.holdings[0]?.document;
    if (document !== undefined) cited.set(document.number, document.issueDate);
  }
  return [...cited].map(([number, issueDate]) => ({ number, issueDate })).slice(0, 50);
}

function termsOf(facts: Facts, { party, charges, upward }: PartyShare): Terms {
  switch (party.kind) {
    case 'client':
      return clientTerms(facts, party, [...charges, ...upward.flatMap(({ now }) => now ?? [])]);
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
