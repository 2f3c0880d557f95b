import { mandateOn, type Facts } from '#domain/facts';
import { mentionFacts, registeredParty } from '../at-issue.js';
import { NEGATIVE_TOTAL, type DocumentDraft } from '../draft.js';
import { documentOf } from '../issue.js';
import { defaultPrefix, isSelfBilled } from '../kinds.js';
import type { Fault } from './fault.js';
import { guardDocument } from './guard.js';

/** What to mend, of what the drafts of a close say already. */
const REMEDIES: Readonly<Record<string, readonly [field: string, remedy: string]>> = {
  [NEGATIVE_TOTAL]: [
    'gross (BT-112)',
    'Nothing to do: prices fell below zero, and what it says is taken from later documents as soon as they pay something.',
  ],
  EU_BUYER_WITHOUT_VAT_NUMBER: [
    'buyer.vatNumber (BT-48)',
    'Register the client again with its VAT number, or with the treatment agreed with the tax adviser.',
  ],
};

const OTHERWISE = ['document', 'Mend what the code says; the next close issues it.'] as const;

const MENDED_MAX = 40;
const REASONS_MAX = 20;

/**
 * Why a draft cannot be issued, as known at a cut: what its close found, a mandate that does not hold, and all faults
 * that the guard finds in the document as it would be. By nothing but facts of the cut and its date, so that every close
 * of the month, at whatever time and by whomever, comes to the same. Empty: it can be issued.
 */
export function faultsAgainst(facts: Facts, draft: DocumentDraft, issueDate: string): readonly Fault[] {
  const found: Fault[] = draft.obstacles.map((code) => {
    const [field, remedy] = REMEDIES[code] ?? OTHERWISE;
    return { code, field, remedy };
  });
  const owner = facts.owners.get(draft.party.id);
  if (isSelfBilled(draft.kind) && (owner === undefined || mandateOn(owner, issueDate) === null))
    found.push({
      code: 'MANDATE_MISSING',
      field: 'mentions[Autofacturation] (BT-22)',
      remedy: `Record the self-billing mandate of ${draft.party.id}, in force on the day of issue (CGI art. 289 I-2).`,
    });
  const known = new Set(found.map(({ code }) => code));
  const more = guarded(facts, draft, issueDate).filter(({ code }) => !known.has(code));
  return [...found, ...more].slice(0, MENDED_MAX);
}

/** The codes of faults, each once. */
export const reasonsOf = (faults: readonly Fault[]): string[] =>
  [...new Set(faults.map(({ code }) => code))].slice(0, REASONS_MAX);

/** What the guard says of the document, under a number that stands for its own. */
function guarded(facts: Facts, draft: DocumentDraft, issueDate: string): readonly Fault[] {
  const { chart, company } = facts;
  // Neither posted nor written: below zero, or before there are books. Both are told otherwise.
  if (draft.obstacles.includes(NEGATIVE_TOTAL) || chart === null || company === null) return [];
  const document = documentOf(draft, {
    number: `${defaultPrefix(draft.kind, draft.series)}1`,
    issueDate,
    period: draft.period,
    cutIndex: 0,
    chart,
    mentions: mentionFacts(facts, facts, draft, issueDate),
    party: registeredParty(facts, draft),
  });
  return guardDocument(document, draft.held === undefined ? {} : { held: draft.held });
}
