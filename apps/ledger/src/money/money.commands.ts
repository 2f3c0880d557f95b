import { fiscalYears } from '#domain/accounting';
import { localDateAt } from '#domain/calendar';
import { vatOfClient } from '#domain/rating';
import { settlements, type SettlementCommand } from '#domain/settlements';
import { SETTLEMENTS, type DocumentRef } from '#processes/settlements';
import { commandsOf } from '../commands/definition.js';
import { FISCAL_YEARS, MONEY } from '../commands/lock-names.js';
import type { LedgerReads } from '../commands/ledger-reads.js';
import { LockFiscalYearDto, RecordMoneyPaidDto, RecordMoneyReceivedDto, SetOffDto } from './money.dto.js';

/** Documents that a command names. */
function namedIn(command: SettlementCommand): readonly DocumentRef[] {
  switch (command.type) {
    case 'RecordMoneyReceived':
    case 'RecordMoneyPaid':
      return command.allocations;
    case 'SetOff':
      return [...command.receivables, ...command.payables];
    case 'ApplyCreditNote':
      return [command.creditNote];
  }
}

const onSettlements = commandsOf({
  decider: settlements,
  stream: () => SETTLEMENTS,
  context: async (command: SettlementCommand, reads) => {
    const documents = await reads.money().documents(namedIn(command));
    return { facts: await reads.facts(), nowMs: reads.now(), documents };
  },
});

const onYears = commandsOf({
  decider: fiscalYears,
  stream: () => 'journal-years',
  context: async (_, reads) => {
    const months = await reads.money().months();
    const { company, zones } = await reads.facts();
    const zone = zones.get(company?.zone ?? '');
    return {
      fiscalYearStartMonth: company?.fiscalYearStartMonth ?? null,
      today: zone === undefined ? null : localDateAt(zone, reads.now()),
      months,
    };
  },
});

/** Read models that are behind are waited for before anybody else has to wait. */
const alone =
  (...names: readonly string[]) =>
  async (_: unknown, reads: LedgerReads): Promise<readonly string[]> => {
    await reads.money().projected();
    return names;
  };

/** Credit notes lower what is open before anything else is settled. */
async function settledSoFar<Payload>(reads: LedgerReads, payload: Payload): Promise<Payload> {
  await reads.money().applyCreditNotes();
  return payload;
}

/** The rate at which a prepayment of this client is taxed on the day it is recorded. */
async function rateOf(reads: LedgerReads, client: string): Promise<string> {
  const { clients, company } = await reads.facts();
  const registered = clients.get(client);
  if (registered === undefined || company === null) return '0';
  const vat = vatOfClient(registered, company.standardVatRate);
  return typeof vat === 'string' ? '0' : vat.rate;
}

export const MONEY_COMMANDS = [
  onSettlements(
    'RecordMoneyReceived',
    'A client paid: invoices, less credit notes that it uses up; or before the work, for a contract (type 386). VAT on receipts falls due.',
    RecordMoneyReceivedDto,
    {
      locks: alone(MONEY),
      payload: async ({ allocations, prepayment, ...said }, reads) => {
        const vatRate = prepayment === null ? null : await rateOf(reads, said.client);
        return settledSoFar(reads, {
          ...said,
          allocations: await reads.money().owed(allocations ?? []),
          prepayment:
            prepayment === null || vatRate === null ? null : { contract: prepayment.contract, vatRate },
        });
      },
    },
  ),
  onSettlements(
    'RecordMoneyPaid',
    'An owner, a resident, or a client holding a credit note was paid. A resident is never paid more than was credited.',
    RecordMoneyPaidDto,
    {
      locks: alone(MONEY),
      payload: async ({ allocations, ...said }, reads) =>
        settledSoFar(reads, { ...said, allocations: await reads.money().owed(allocations ?? []) }),
    },
  ),
  onSettlements(
    'SetOff',
    'What a client owes and the same legal person is credited as an owner is set off in cash; no document is netted.',
    SetOffDto,
    {
      locks: alone(MONEY),
      payload: async ({ receivables, payables, ...said }, reads) =>
        settledSoFar(reads, {
          ...said,
          receivables: await reads.money().owed(receivables),
          payables: await reads.money().owed(payables),
        }),
    },
  ),
  onYears(
    'LockFiscalYear',
    'The books of a fiscal year are final: nothing is dated in it any more.',
    LockFiscalYearDto,
    {
      locks: alone(MONEY, FISCAL_YEARS),
      // Invoices of prepayments and credit notes that broke off are dated in the year: they come first.
      payload: async (said, reads) => {
        await reads.money().catchUp();
        return said;
      },
    },
  ),
];
