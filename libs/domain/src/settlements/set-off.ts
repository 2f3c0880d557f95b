import { creditAppliedEntry, setOffEntry } from '#domain/accounting';
import {
  accept,
  firstRefused,
  invariant,
  isSame,
  refuse,
  refuseIf,
  type Check,
  type Decision,
} from '#domain/decision';
import type { Facts } from '#domain/facts';
import type { CreditNoteApplied, SetOffMade } from '#events';
import type { Books } from './books.js';
import {
  checkAfterIssue,
  checkBooks,
  checkId,
  checkParty,
  settledBy,
  sumOf,
  type Settled,
} from './checks.js';
import type { ApplyCreditNote, SetOff, SettlementContext } from './commands.js';
import { chartOf, vatDueBy } from './money.js';
import { documentKey } from './settled-document.js';
import { creditOn, standingOf } from './standing.js';

/** One legal person: the same SIREN, or the same VAT number. */
function isSameParty(facts: Facts, client: string, owner: string): boolean {
  const [buys, sells] = [facts.clients.get(client), facts.owners.get(owner)?.registered];
  if (buys === undefined || sells === undefined) return false;
  return (
    (buys.siren !== null && buys.siren === sells.siren) ||
    (buys.vatNumber !== null && buys.vatNumber === sells.vatNumber)
  );
}

const checkSums = (receivables: readonly Settled[], payables: readonly Settled[]): Check =>
  firstRefused(
    refuseIf(
      receivables.length === 0 || payables.length === 0,
      'SET_OFF_EMPTY',
      'receivables',
      'Name at least one invoice of the client and one document that credits the owner.',
    ),
    refuseIf(
      [...receivables, ...payables].some(({ document }) =>
        document.party.kind === 'client' ? document.owedBy !== 'party' : document.owedBy !== 'company',
      ),
      'DOCUMENT_NOT_OWED',
      'receivables',
      'Set off invoices of the client against statements of the owner; credit notes are used in a receipt or payment.',
    ),
    refuseIf(
      sumOf(receivables, 'party') !== sumOf(payables, 'company'),
      'SET_OFF_SUMS_DIFFER',
      'payables',
      `The invoices come to ${sumOf(receivables, 'party')} cents and the statements to ${sumOf(payables, 'company')}: name equal sums.`,
    ),
  );

/** Cash set off between the two accounts of one party. No document is netted: turnover stays gross. */
export function setOff(command: SetOff, books: Books, context: SettlementContext): Decision<SetOffMade> {
  const { client, owner, on } = command;
  const { type: _type, ...said } = command;
  const known = books.setOffs.get(command.setOff);
  if (known !== undefined) {
    const { entry: _entry, amountCents: _sum, ...recorded } = known;
    return isSame(said, recorded)
      ? accept()
      : refuse(
          'SET_OFF_ID_TAKEN',
          'setOff',
          `${command.setOff} is another set-off; give it an id of its own.`,
        );
  }
  const refused = firstRefused(
    checkBooks(on, context),
    checkId('setOff', 'SET_OFF', command.setOff),
    checkParty({ kind: 'client', id: client }, context, 'client'),
    checkParty({ kind: 'owner', id: owner }, context, 'owner'),
    refuseIf(
      !isSameParty(context.facts, client, owner),
      'SET_OFF_PARTIES_DIFFER',
      'owner',
      'Only one legal person sets off with itself: client and owner need the same SIREN or VAT number.',
    ),
  );
  if (refused !== null) return refused;
  const receivables = settledBy(
    command.receivables,
    { kind: 'client', id: client },
    'receivables',
    books,
    context,
  );
  if ('refused' in receivables) return receivables;
  const payables = settledBy(command.payables, { kind: 'owner', id: owner }, 'payables', books, context);
  if ('refused' in payables) return payables;
  const wrong = firstRefused(
    checkSums(receivables.settled, payables.settled),
    checkAfterIssue(on, [...receivables.settled, ...payables.settled]),
  );
  if (wrong !== null) return wrong;
  const amountCents = sumOf(receivables.settled, 'party');
  const vatDueCents = vatDueBy(receivables.settled);
  const entry = setOffEntry(
    { date: on, piece: command.setOff, client, owner, amountCents, vatDueCents },
    chartOf(context),
  );
  return accept({ type: 'SetOffMade', data: { ...said, amountCents, entry } });
}

/** Once for every credit note: what it takes from the document it cites, and VAT that was due already. */
export function applyCreditNote(
  { creditNote }: ApplyCreditNote,
  books: Books,
  context: SettlementContext,
): Decision<CreditNoteApplied> {
  if (books.applied.has(documentKey(creditNote))) return accept();
  const credit = context.documents.get(documentKey(creditNote));
  invariant(credit !== undefined, `credit note ${documentKey(creditNote)} was never issued`);
  const cited = context.documents.get(documentKey({ series: credit.series, number: credit.cites[0] ?? '' }));
  invariant(cited !== undefined, `credit note ${credit.number} cites nothing that was issued`);
  const { party, number, issueDate: on } = credit;
  invariant(party.kind !== 'resident', 'a resident has no credit note');
  const steps = books.steps.get(documentKey(cited)) ?? [];
  const { cents, waitingVatCents, dueVatCents } = creditOn(credit, standingOf(cited, steps));
  const data: CreditNoteApplied['data'] = {
    on,
    party: { kind: party.kind, id: party.id },
    creditNote: { series: credit.series, number },
    cited: { series: cited.series, number: cited.number },
    cents,
    waitingVatCents,
    entry: creditAppliedEntry({ date: on, piece: number, party: party.id, dueVatCents }, chartOf(context)),
  };
  return accept({ type: 'CreditNoteApplied', data });
}
