import { stateAfter } from '#domain/decision';
import {
  documentKey,
  settlements,
  type SettledDocument,
  type SettlementCommand,
  type SettlementContext,
  type SettlementEvent,
} from '#domain/settlements';
import type { MoneyReceived } from '#events';
import { client, contract, factsOf, groundwork, owner } from './heated-block.js';

/** Two clients, an owner of the same legal person as one of them, a resident, and their documents. */

const SIREN = '732829320';
const resident = {
  type: 'ResidentRegistered',
  data: { resident: 'r1', person: { keyId: 'k', sealed: 'AAAA' }, language: 'fr' },
} as const;
const facts = factsOf(
  ...groundwork,
  client('lab', { siren: SIREN, vatNumber: 'FR44732829320' }),
  client('other'),
  contract('lab', 'lab-1'),
  // Outside the EU: with neither an e-mail nor another electronic address.
  client('abroad', { country: 'CH', siren: null, vatNumber: null }),
  contract('abroad', 'abroad-1'),
  owner('habitat', { siren: SIREN }),
  owner('stranger'),
  resident,
  { type: 'FiscalYearLocked', data: { from: '2025-01-01', to: '2025-12-31', reason: 'meeting' } },
);
export const document = (changes: Partial<SettledDocument> = {}): SettledDocument => ({
  series: 'main',
  number: 'F-1',
  kind: 'invoice',
  party: { kind: 'client', id: 'lab' },
  issueDate: '2026-09-02',
  owedBy: 'party',
  debtCents: 120_000,
  vatCents: 20_000,
  waitingVatCents: 20_000,
  vatOnReceipts: true,
  cites: [],
  ...changes,
});
const untaxed = { vatCents: 0, waitingVatCents: 0, vatOnReceipts: false, owedBy: 'company' } as const;
const all = [
  document(),
  document({ number: 'F-9', party: { kind: 'client', id: 'other' } }),
  document({
    number: 'F-2',
    kind: 'credit-note',
    owedBy: 'company',
    debtCents: 12_000,
    vatCents: 2000,
    waitingVatCents: 0,
    cites: ['F-1'],
  }),
  document({
    number: 'R-1',
    kind: 'repayment-statement',
    party: { kind: 'owner', id: 'habitat' },
    debtCents: 24_000,
    ...untaxed,
  }),
  document({
    number: 'R-2',
    kind: 'repayment-statement',
    party: { kind: 'resident', id: 'r1' },
    debtCents: 2001,
    ...untaxed,
  }),
];
export const context: SettlementContext = {
  facts,
  nowMs: Date.UTC(2026, 8, 30, 10),
  documents: new Map(all.map((one) => [documentKey(one), one])),
};

export const settles = (number: string, cents: number) => ({ series: 'main', number, cents });
export const received = (amountCents: number, ...allocations: ReturnType<typeof settles>[]) =>
  ({
    type: 'RecordMoneyReceived',
    receipt: `b-${amountCents}`,
    on: '2026-09-28',
    client: 'lab',
    amountCents,
    allocations,
    prepayment: null,
    reference: 'VIR',
  }) as const;
export const paid = (
  kind: 'client' | 'owner' | 'resident',
  id: string,
  amountCents: number,
  ...allocations: ReturnType<typeof settles>[]
) =>
  ({
    type: 'RecordMoneyPaid',
    payment: `p-${amountCents}`,
    on: '2026-09-28',
    party: { kind, id },
    amountCents,
    allocations,
    reference: 'SEPA',
  }) as const;
export const told = (data: { entry: MoneyReceived['data']['entry'] }) =>
  data.entry.postings.map(
    ({ account, party, debitCents, creditCents }) =>
      `${account}${party === null ? '' : `/${party}`} ${debitCents} ${creditCents}`,
  );
export const books = (command: SettlementCommand, ...history: readonly SettlementEvent[]) =>
  told(done(command, ...history).data);
/** The event that a command leaves after others. */
export function done(command: SettlementCommand, ...history: readonly SettlementEvent[]): SettlementEvent {
  const state = stateAfter(settlements, history);
  const decision = settlements.decide(command, state, context);
  if ('refused' in decision) throw new Error(JSON.stringify(decision.refused));
  return decision.accepted[0]!;
}
