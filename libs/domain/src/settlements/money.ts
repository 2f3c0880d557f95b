import { paidEntry, receivedEntry, prepaidEntry, type Chart } from '#domain/accounting';
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
import { faultsAgainst, prepaymentOf, vatWithin } from '#domain/documents';
import type { Facts } from '#domain/facts';
import { addExact } from '#domain/quantity';
import { vatOfClient, type PartyRef } from '#domain/rating';
import type { MoneyPaid, MoneyReceived } from '#events';
import { partyKeyOf, type Books } from './books.js';
import {
  checkAfterIssue,
  checkBooks,
  checkId,
  checkNotAbsurd,
  checkParty,
  settledBy,
  sumOf,
  type Settled,
} from './checks.js';
import type { RecordMoneyPaid, RecordMoneyReceived, SettlementContext } from './commands.js';
import { vatFallingDue } from './standing.js';

/** VAT on receipts that falls due by these settlements. */
export const vatDueBy = (settled: readonly Settled[]): number =>
  settled.reduce(
    (sum, { document, steps, cents }) => addExact(sum, vatFallingDue(document, steps, cents)),
    0,
  );

export function chartOf({ facts }: SettlementContext): Chart {
  invariant(facts.chart !== null, 'a settlement without a chart of accounts');
  return facts.chart;
}

/** Whether the same was recorded under this id: whatever follows from it aside. */
const isRecorded = (command: object, data: object): boolean => {
  const { type: _type, ...said } = command as { readonly type: string };
  const { entry: _entry, suspenseCents: _kept, ...recorded } = data as Record<string, unknown>;
  return isSame(said, recorded);
};

const checkAmount = (amountCents: number, allocated: number): Check =>
  firstRefused(
    refuseIf(
      amountCents < 1 && (amountCents < 0 || allocated === 0),
      'AMOUNT_NOT_POSITIVE',
      'amountCents',
      'Give an amount of at least one cent; nothing only where money that waits is allocated.',
    ),
    checkNotAbsurd('amountCents', amountCents),
  );

/** What is left over may be kept; what lacks must wait for this party already. */
const checkRest = (restCents: number, waitingCents: number): Check =>
  refuseIf(
    restCents < 0 && waitingCents < -restCents,
    'ALLOCATIONS_EXCEED_AMOUNT',
    'allocations',
    `The documents take ${-restCents} cents more than the amount, and ${Math.max(0, waitingCents)} wait for this party.`,
  );

/** A client paid: invoices, less credit notes that it uses up; or before the work, for a contract. */
export function receive(
  command: RecordMoneyReceived,
  books: Books,
  context: SettlementContext,
): Decision<MoneyReceived> {
  const party: PartyRef = { kind: 'client', id: command.client };
  const known = books.receipts.get(command.receipt);
  if (known !== undefined)
    return isRecorded(command, known)
      ? accept()
      : refuse(
          'RECEIPT_ID_TAKEN',
          'receipt',
          `${command.receipt} is another receipt; give it an id of its own.`,
        );
  const refused = firstRefused(
    checkBooks(command.on, context),
    checkId('receipt', 'RECEIPT', command.receipt),
    checkParty(party, context, 'client'),
    checkAmount(command.amountCents, command.allocations.length),
  );
  if (refused !== null) return refused;
  if (command.prepayment !== null) return prepay(command, context);
  const found = settledBy(command.allocations, party, 'allocations', books, context);
  if ('refused' in found) return found;
  const { settled } = found;
  const [owedByThemCents, owedToThemCents] = [sumOf(settled, 'party'), sumOf(settled, 'company')];
  const suspenseCents = addExact(command.amountCents, owedToThemCents - owedByThemCents);
  const lacking = firstRefused(
    checkAfterIssue(command.on, settled),
    checkRest(suspenseCents, books.suspense.get(partyKeyOf(party)) ?? 0),
  );
  if (lacking !== null) return lacking;
  const { type: _type, ...said } = command;
  const entry = receivedEntry(
    {
      date: command.on,
      piece: command.receipt,
      reference: command.reference,
      party,
      amountCents: command.amountCents,
      owedByThemCents,
      owedToThemCents,
      suspenseCents,
      vatDueCents: vatDueBy(settled),
    },
    chartOf(context),
  );
  return accept({ type: 'MoneyReceived', data: { ...said, suspenseCents, entry } });
}

function prepay(command: RecordMoneyReceived, context: SettlementContext): Decision<MoneyReceived> {
  const { facts } = context;
  const { type: _type, ...said } = command;
  const contract = facts.contracts.get(command.prepayment?.contract ?? '');
  const client = facts.clients.get(command.client);
  invariant(client !== undefined && facts.company !== null, 'a prepayment of an unknown client');
  const refused = firstRefused(
    refuseIf(
      command.amountCents < 1,
      'AMOUNT_NOT_POSITIVE',
      'amountCents',
      'Give an amount of at least one cent.',
    ),
    refuseIf(
      contract === undefined || contract.signed === null,
      'CONTRACT_UNKNOWN',
      'prepayment/contract',
      'Name a signed contract of the client.',
    ),
    refuseIf(
      contract !== undefined && contract.client !== command.client,
      'CONTRACT_OF_ANOTHER',
      'prepayment/contract',
      `This contract is of ${contract?.client}.`,
    ),
    refuseIf(
      command.allocations.length > 0,
      'PREPAYMENT_ALLOCATED',
      'allocations',
      'A prepayment settles no document; record what pays invoices as a receipt of its own.',
    ),
    refuseIf(
      typeof vatOfClient(client, facts.company.standardVatRate) === 'string',
      'CLIENT_VAT_UNSETTLED',
      'client',
      'A business of the EU is invoiced with its VAT number only: register the client with it.',
    ),
  );
  if (refused !== null) return refused;
  const uninvoiceable = checkInvoiceable(command, facts);
  if (uninvoiceable !== null) return uninvoiceable;
  const entry = prepaidEntry(
    {
      date: command.on,
      piece: command.receipt,
      reference: command.reference,
      client: command.client,
      amountCents: command.amountCents,
      vatCents: vatWithin(command.amountCents, command.prepayment?.vatRate ?? '0'),
    },
    chartOf(context),
  );
  return accept({ type: 'MoneyReceived', data: { ...said, suspenseCents: 0, entry } });
}

/** Money for work to come is taken only where its invoice (type 386), due at once, can be issued; its first fault. */
function checkInvoiceable({ prepayment, ...said }: RecordMoneyReceived, facts: Facts): Check {
  invariant(prepayment !== null, 'no prepayment');
  const [fault] = faultsAgainst(facts, prepaymentOf({ ...said, prepayment }, facts), said.on);
  return fault === undefined
    ? null
    : refuse(
        fault.code,
        'prepayment',
        `Its invoice cannot be issued, ${fault.field}: ${fault.remedy} Then record the money again.`,
      );
}

/** A party was paid: what it is owed, less what it owes; a resident never more than was credited. */
export function pay(command: RecordMoneyPaid, books: Books, context: SettlementContext): Decision<MoneyPaid> {
  const { party, amountCents } = command;
  const known = books.payments.get(command.payment);
  if (known !== undefined)
    return isRecorded(command, known)
      ? accept()
      : refuse(
          'PAYMENT_ID_TAKEN',
          'payment',
          `${command.payment} is another payment; give it an id of its own.`,
        );
  const refused = firstRefused(
    checkBooks(command.on, context),
    checkId('payment', 'PAYMENT', command.payment),
    checkParty(party, context, 'party/id'),
    checkAmount(amountCents, command.allocations.length),
  );
  if (refused !== null) return refused;
  const found = settledBy(command.allocations, party, 'allocations', books, context);
  if ('refused' in found) return found;
  const { settled } = found;
  const [owedByThemCents, owedToThemCents] = [sumOf(settled, 'party'), sumOf(settled, 'company')];
  const suspenseCents = addExact(amountCents, owedByThemCents - owedToThemCents);
  const waitingCents = books.suspense.get(partyKeyOf(party)) ?? 0;
  const lacking = firstRefused(
    checkAfterIssue(command.on, settled),
    // A prepayment is money for work still to come, with VAT in it that a payment alone would leave due.
    refuseIf(
      party.kind === 'client' && suspenseCents > Math.max(0, waitingCents),
      'NOTHING_TO_PAY_BACK',
      'amountCents',
      `Name credit notes that come to the amount: beside them ${Math.max(0, waitingCents)} cents wait for this client. A prepayment is used up by invoices, or credited first (credit-document).`,
    ),
    refuseIf(
      party.kind === 'resident' && suspenseCents > 0,
      'RESIDENT_PAID_TOO_MUCH',
      'amountCents',
      'Name the statements that this pays: a resident is never paid more than was credited.',
    ),
    checkRest(suspenseCents, -waitingCents),
  );
  if (lacking !== null) return lacking;
  const { type: _type, ...said } = command;
  const entry = paidEntry(
    {
      date: command.on,
      piece: command.payment,
      reference: command.reference,
      party,
      amountCents,
      owedByThemCents,
      owedToThemCents,
      suspenseCents,
      vatDueCents: vatDueBy(settled),
    },
    chartOf(context),
  );
  return accept({ type: 'MoneyPaid', data: { ...said, suspenseCents, entry } });
}
