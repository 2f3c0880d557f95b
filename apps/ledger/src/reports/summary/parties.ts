import type { Selectable } from 'kysely';
import type { Facts } from '#domain/facts';
import { addExact } from '#domain/quantity';
import type { Tables } from '#read-models';
import { money } from '../shape/index.js';
import type { Billed, Credited } from './summary.js';

type Issued = Selectable<Tables['document']>;

const CLIENT_KINDS: ReadonlySet<string> = new Set(['invoice', 'credit-note']);

/** Documents that reduce what was owed; their amounts count against the others. */
const LOWERING: ReadonlySet<string> = new Set([
  'credit-note',
  'self-billed-credit-note',
  'repayment-correction',
]);

export const isBilled = (document: Issued): boolean => CLIENT_KINDS.has(document.kind);

/** What a client paid in advance (type 386) is not billed yet; a corrected invoice (384) says again what was. */
const STATED_ELSEWHERE: ReadonlySet<string> = new Set(['prepayment-invoice', 'corrected-invoice']);

/** Credited for electricity. */
export const isCredited = (document: Issued): boolean =>
  !isBilled(document) && !STATED_ELSEWHERE.has(document.kind);

/** 1, or −1 where a document with positive amounts lowers what is owed. */
export const signOf = (document: Pick<Issued, 'kind' | 'gross_cents'>): 1 | -1 =>
  LOWERING.has(document.kind) && document.gross_cents > 0 ? -1 : 1;

function totalsOf(documents: readonly Issued[]) {
  const sum = (of: (document: Issued) => number): number =>
    documents.reduce((total, document) => addExact(total, signOf(document) * of(document)), 0);
  return {
    documents: documents.length,
    net: money(sum((document) => document.net_cents)),
    vat: money(sum((document) => document.vat_cents)),
    gross: money(sum((document) => document.gross_cents)),
  };
}

function byParty(documents: readonly Issued[]): [string, Issued[]][] {
  const parties = new Map<string, Issued[]>();
  for (const document of documents)
    parties.set(document.party, [...(parties.get(document.party) ?? []), document]);
  return [...parties].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Per client: what the month's documents bill. */
export function billedOf(documents: readonly Issued[], facts: Facts): Billed[] {
  return byParty(documents.filter(isBilled)).map(([client, own]) => {
    const identity = facts.clients.get(client)?.identity;
    return {
      client,
      name: identity !== undefined && 'name' in identity ? identity.name : null,
      ...totalsOf(own),
    };
  });
}

/** Per owner and per resident who holds the contract: what the month's documents credit. */
export function creditedOf(documents: readonly Issued[], facts: Facts): Credited[] {
  return byParty(documents.filter(isCredited)).map(([party, own]) => {
    const owner = facts.owners.get(party);
    return {
      kind: owner === undefined ? 'resident' : 'owner',
      party,
      name: owner?.registered.name ?? null,
      ...totalsOf(own),
    };
  });
}
