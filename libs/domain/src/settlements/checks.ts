import { checkYearOpen } from '#domain/accounting';
import { checkDate, localDateAt, type LocalDate } from '#domain/calendar';
import { firstRefused, refuse, refuseIf, type Check } from '#domain/decision';
import { addExact } from '#domain/quantity';
import type { PartyRef } from '#domain/rating';
import { partyKeyOf, type Books } from './books.js';
import type { Allocation, SettlementContext } from './commands.js';
import { documentKey, type SettledDocument } from './settled-document.js';
import { standingOf, type Step } from './standing.js';

/** Pieces of entries have 40 characters. */
const ID_MAX = 40;

/**
 * A thousand million EUR: more is a slip of the keyboard. Balances sum many amounts, and stay exact up to
 * 2^53 - 1 cents only.
 */
export const AMOUNT_CENTS_MAX = 100_000_000_000;

export const checkNotAbsurd = (field: string, cents: number): Check =>
  refuseIf(
    cents > AMOUNT_CENTS_MAX,
    'AMOUNT_ABSURD',
    field,
    `Give at most ${AMOUNT_CENTS_MAX} cents (1 000 000 000 EUR).`,
  );

/** Company and chart exist, the date is past and its year is open. */
export function checkBooks(on: LocalDate, { facts, nowMs }: SettlementContext): Check {
  const zone = facts.zones.get(facts.company?.zone ?? '');
  if (zone === undefined)
    return refuse('COMPANY_MISSING', 'company', 'Register the company (RegisterCompany) first.');
  if (facts.chart === null)
    return refuse('CHART_MISSING', 'chart', 'Set the chart of accounts (SetChartOfAccounts) first.');
  const today = localDateAt(zone, nowMs);
  return firstRefused(
    checkDate('on', on),
    refuseIf(on > today, 'DATE_IN_FUTURE', 'on', `Give a day up to today, ${today}.`),
    checkYearOpen(facts.lockedYears, 'on', on),
  );
}

export const checkId = (field: string, code: string, id: string): Check =>
  refuseIf(id.length > ID_MAX, `${code}_ID_TOO_LONG`, field, `Give at most ${ID_MAX} characters.`);

export const checkParty = (party: PartyRef, { facts }: SettlementContext, field: string): Check => {
  const known = { client: facts.clients, owner: facts.owners, resident: facts.residents }[party.kind];
  return refuseIf(
    !known.has(party.id),
    `${party.kind.toUpperCase()}_UNKNOWN`,
    field,
    `No ${party.kind} is registered as ${party.id}.`,
  );
};

/** A document that is settled, by how much, and what happened to it before. */
export interface Settled {
  readonly document: SettledDocument;
  readonly cents: number;
  readonly steps: readonly Step[];
}

/** Money settles what was issued: no receipt, payment or set-off lies before its documents. */
export function checkAfterIssue(on: LocalDate, settled: readonly Settled[]): Check {
  const later = settled.find(({ document }) => document.issueDate > on)?.document;
  return refuseIf(
    later !== undefined,
    'DATE_BEFORE_DOCUMENT',
    'on',
    `${later?.number} was issued on ${later?.issueDate}: give a day from then on. Money that came or went before is recorded without documents, and allocated later with an amount of 0.`,
  );
}

export const sumOf = (settled: readonly Settled[], owedBy: SettledDocument['owedBy']): number =>
  settled.reduce((sum, { document, cents }) => (document.owedBy === owedBy ? addExact(sum, cents) : sum), 0);

/**
 * The documents that an amount settles. Refusals: AMOUNT_NOT_POSITIVE, AMOUNT_ABSURD, DOCUMENT_UNKNOWN,
 * DOCUMENT_OF_ANOTHER, ALLOCATION_TWICE, ALLOCATION_EXCEEDS_OPEN.
 */
export function settledBy(
  allocations: readonly Allocation[],
  party: PartyRef,
  field: string,
  books: Books,
  { documents }: SettlementContext,
): { readonly settled: readonly Settled[] } | Exclude<Check, null> {
  const settled: Settled[] = [];
  const seen = new Set<string>();
  for (const [place, allocation] of allocations.entries()) {
    const at = `${field}/${place}`;
    const key = documentKey(allocation);
    const document = documents.get(key);
    if (document === undefined)
      return refuse('DOCUMENT_UNKNOWN', at, `No document ${key} was issued; see /v1/documents.`);
    const steps = books.steps.get(key) ?? [];
    const refused = checkAllocation(allocation.cents, document, steps, party, at, seen.has(key));
    if (refused !== null) return refused;
    seen.add(key);
    settled.push({ document, cents: allocation.cents, steps });
  }
  return { settled };
}

function checkAllocation(
  cents: number,
  document: SettledDocument,
  steps: readonly Step[],
  party: PartyRef,
  at: string,
  twice: boolean,
): Check {
  const { openCents } = standingOf(document, steps);
  const { number } = document;
  return firstRefused(
    refuseIf(cents < 1, 'AMOUNT_NOT_POSITIVE', at, 'Give an amount of at least one cent.'),
    checkNotAbsurd(at, cents),
    refuseIf(
      partyKeyOf(document.party) !== partyKeyOf(party),
      'DOCUMENT_OF_ANOTHER',
      at,
      `${number} concerns ${document.party.kind} ${document.party.id}, not ${party.kind} ${party.id}.`,
    ),
    refuseIf(twice, 'ALLOCATION_TWICE', at, `Give one amount for ${number}.`),
    refuseIf(
      cents > openCents,
      'ALLOCATION_EXCEEDS_OPEN',
      at,
      `${number} awaits ${openCents} cents; give at most that.`,
    ),
  );
}
