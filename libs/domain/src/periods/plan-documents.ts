import { concerning } from '#domain/decision';
import type { Month } from '#domain/calendar';
import { withPrepaid, type DocumentDraft, type Prepayment } from '#domain/documents';
import type { Facts } from '#domain/facts';
import { addExact } from '#domain/quantity';
import { rateUsage, type Charge, type PartyRef } from '#domain/rating';
import type { SealedHeater } from '#events';
import { composeDocument, type PartyShare } from './compose.js';
import { creditNotesFor } from './credit-notes.js';
import { differencesOf, type Difference } from './differences.js';
import { partyOfDocument } from '#domain/documents';
import type { IssuedDocument } from './documented.js';

/** An earlier month of which some heaters were sealed anew: all its heaters as they stand now. */
export interface EarlierMonth {
  readonly period: Month;
  readonly sealed: readonly SealedHeater[];
  /** Parties whose lines may differ: those of the heaters sealed anew, before and after. */
  readonly parties: ReadonlySet<string>;
}

export interface PlanInput {
  /** As they stood at the cut. */
  readonly facts: Facts;
  readonly period: Month;
  readonly sealed: readonly SealedHeater[];
  readonly earlier: readonly EarlierMonth[];
  /** Documents of those parties issued before the cut, in the order of their issue. */
  readonly issued: readonly IssuedDocument[];
  /** Documents set aside before the cut and not issued yet. */
  readonly waiting: readonly DocumentDraft[];
  /** What prepayments of clients hold at the cut, oldest first, less what waiting documents deduct; absent: nothing. */
  readonly prepayments?: readonly Prepayment[];
}

export interface DocumentPlan {
  /** In the order in which they are issued. */
  readonly drafts: readonly DocumentDraft[];
  /** Over-credits of residents that this month's credits did not cover. */
  readonly carries: readonly { readonly resident: string; readonly carryCents: number }[];
  /**
   * Differences of owners and clients that no document can bear: prices fell so far below zero that what counts now is
   * negative. They are told, and compared again whenever what they come from changes.
   */
  readonly uncredited: readonly Difference[];
}

export const partyKey = ({ kind, id }: PartyRef): string => `${kind}:${id}`;

/** The documents of a month, computed at its cut: a pure function of usage, facts and earlier documents. */
export function planDocuments(input: PlanInput): DocumentPlan {
  const { facts, period } = input;
  const rated = rateUsage(facts, period, input.sealed);
  const differences: Difference[] = [];
  const obstacles = [...rated.obstacles];
  for (const month of input.earlier) {
    const earlier = rateUsage(facts, month.period, month.sealed);
    differences.push(...earlierDifferences(input, month, earlier.charges));
    obstacles.push(...earlier.obstacles);
  }
  const shares = sharesOf(rated.charges, differences);
  const issued = groupedBy(input.issued, partyOfDocument);
  const waiting = groupedBy(input.waiting, ({ party }) => party);
  const drafts: DocumentDraft[] = [];
  const carries: { resident: string; carryCents: number }[] = [];
  const uncredited: Difference[] = [];
  for (const share of shares) {
    const key = partyKey(share.party);
    concerning(key, () => {
      const composed = composeDocument(facts, period, share, obstacles);
      if (composed.draft !== null) drafts.push(composed.draft);
      if (share.party.kind === 'resident') {
        const carryCents = composed.carryCents - sumOf(composed.uncredited);
        if (carryCents > 0) carries.push({ resident: share.party.id, carryCents });
        return;
      }
      uncredited.push(...composed.uncredited);
      if (share.downward.length === 0) return;
      const credits = creditNotesFor(period, share.downward, issued.get(key) ?? [], waiting.get(key) ?? []);
      drafts.push(...credits.notes);
      uncredited.push(...credits.uncredited);
    });
  }
  return { drafts: withPrepaid(drafts, input.prepayments ?? []), carries, uncredited };
}

const sumOf = (differences: readonly Difference[]): number =>
  differences.reduce((sum, { cents }) => addExact(sum, cents), 0);

function earlierDifferences(input: PlanInput, month: EarlierMonth, worth: readonly Charge[]): Difference[] {
  const concerned = (party: PartyRef): boolean => month.parties.has(partyKey(party));
  return differencesOf(
    month.period,
    worth.filter((charge) => concerned(charge.party)),
    input.issued.filter((document) => concerned(partyOfDocument(document))),
    new Set(input.waiting.flatMap(({ lines }) => lines.map(({ key }) => key))),
  );
}

function groupedBy<Item>(items: readonly Item[], partyOf: (item: Item) => PartyRef): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = partyKey(partyOf(item));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

function sideOf({ documented, cents }: Difference): 'late' | 'upward' | 'downward' {
  if (documented === null) return 'late';
  return cents > 0 ? 'upward' : 'downward';
}

/** Clients first, then owners, then residents, each by id: the order of numbers never depends on chance. */
function sharesOf(charges: readonly Charge[], differences: readonly Difference[]): PartyShare[] {
  const shares = new Map<
    string,
    { party: PartyRef; charges: Charge[]; late: Difference[]; upward: Difference[]; downward: Difference[] }
  >();
  const shareOf = (party: PartyRef) => {
    const key = partyKey(party);
    const share = shares.get(key) ?? { party, charges: [], late: [], upward: [], downward: [] };
    shares.set(key, share);
    return share;
  };
  for (const charge of charges) shareOf(charge.party).charges.push(charge);
  for (const difference of differences) shareOf(difference.party)[sideOf(difference)].push(difference);
  return [...shares.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, share]) => share);
}

/** Whom usage concerns: holders of its energy, clients of its work. */
export function partiesOf(facts: Facts, sealed: readonly SealedHeater[]): Set<string> {
  const parties = new Set<string>();
  for (const heater of sealed) {
    for (const { holder } of heater.energy) if (holder !== null) parties.add(partyKey(holder));
    for (const { contract } of heater.work) {
      const client = facts.contracts.get(contract)?.client;
      if (client !== undefined) parties.add(partyKey({ kind: 'client', id: client }));
    }
  }
  return parties;
}
