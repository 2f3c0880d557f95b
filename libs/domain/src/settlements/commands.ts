import type { Facts } from '#domain/facts';
import type { MoneyPaid, MoneyReceived, SetOffMade } from '#events';
import type { SettledDocument } from './settled-document.js';

type Received = MoneyReceived['data'];
type Paid = MoneyPaid['data'];
type Made = SetOffMade['data'];
export type Allocation = Received['allocations'][number];

export type RecordMoneyReceived = { readonly type: 'RecordMoneyReceived' } & Omit<
  Received,
  'entry' | 'suspenseCents'
>;
export type RecordMoneyPaid = { readonly type: 'RecordMoneyPaid' } & Omit<Paid, 'entry' | 'suspenseCents'>;
export type SetOff = { readonly type: 'SetOff' } & Omit<Made, 'entry' | 'amountCents'>;
/** Given by the ledger itself, for every credit note that was issued. */
export interface ApplyCreditNote {
  readonly type: 'ApplyCreditNote';
  readonly creditNote: { readonly series: string; readonly number: string };
}
export type SettlementCommand = RecordMoneyReceived | RecordMoneyPaid | SetOff | ApplyCreditNote;

/** What a settlement needs to know besides its own stream. */
export interface SettlementContext {
  readonly facts: Facts;
  readonly nowMs: number;
  /** Documents that the command names, and those they cite, by `series/number`. */
  readonly documents: ReadonlyMap<string, SettledDocument>;
}
