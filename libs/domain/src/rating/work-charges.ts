import { concerning, invariant } from '#domain/decision';
import type { Month } from '#domain/calendar';
import { computePriceOn, contractSpan, type ContractFacts, type Facts } from '#domain/facts';
import { addExact } from '#domain/quantity';
import type { ContractSigned, SealedWork } from '#events';
import type { Charge, VatTreatment } from './charge.js';
import { vatOfClient } from './client-vat.js';
import { partCharge, reservedCharge, topUpCharge, type ContractLines } from './work-lines.js';
import { deduct, msOfUnits, workParts, type WorkPart } from './work-parts.js';
import { priceWork } from './work-pricing.js';
import { daysInForce, reservedMs, topUpCents } from './work-terms.js';

/** Why a party's document cannot be issued; its charges stand nevertheless. */
export interface Obstacle {
  readonly party: string;
  readonly reason: string;
}

export interface WorkCharges {
  readonly charges: readonly Charge[];
  readonly obstacles: readonly Obstacle[];
}

/** Work of this plan class is what reserved capacity includes. */
export const RESERVED_PLAN = 'reserved';
const UNKNOWN_VAT: VatTreatment = { category: 'E', rate: '0' };

/**
 * What clients owe for computing: one charge per contract, component, tier and price version, and what their contracts
 * owe without any work: reserved capacity and the top-up to a minimum. Work without a price makes no charge: the month is
 * sealed anew when its price is set, and what it is worth then is a late line.
 */
export function workCharges(facts: Facts, period: Month, rows: Iterable<SealedWork>): WorkCharges {
  const charges: Charge[] = [];
  const obstacles = new Map<string, Obstacle>();
  for (const [id, work] of workByContract(facts, period, rows)) {
    const contract = facts.contracts.get(id);
    const signed = contract?.signed ?? null;
    invariant(contract !== undefined && signed !== null, `billed work of unknown contract ${id}`);
    const client = facts.clients.get(contract.client);
    invariant(client !== undefined, `contract ${id} of unknown client ${contract.client}`);
    const vat = vatOfClient(client, facts.company?.standardVatRate ?? '20');
    const owed = concerning(`contracts/${id}`, () =>
      contractCharges(facts, contract, work, {
        period,
        party: { kind: 'client', id: client.client },
        signed,
        vat: typeof vat === 'string' ? UNKNOWN_VAT : vat,
      }),
    );
    charges.push(...owed);
    if (typeof vat === 'string' && owed.length > 0)
      obstacles.set(`${client.client}/${vat}`, { party: client.client, reason: vat });
  }
  return { charges: charges.sort(byKey), obstacles: [...obstacles.values()] };
}

/** Billed rows by contract, and every contract that owes something in the period without any work. */
function workByContract(facts: Facts, period: Month, rows: Iterable<SealedWork>): Map<string, SealedWork[]> {
  const work = new Map<string, SealedWork[]>();
  for (const [id, contract] of facts.contracts)
    if (owesWithoutWork(contract.signed) && daysInForce(contractSpan(contract), period) !== null)
      work.set(id, []);
  for (const row of rows) {
    if (row.status !== 'billed') continue;
    const known = work.get(row.contract);
    if (known === undefined) work.set(row.contract, [row]);
    else known.push(row);
  }
  return work;
}

const owesWithoutWork = (signed: ContractSigned['data'] | null): boolean =>
  signed !== null && (signed.minimumEurPerMonth !== null || signed.reserved !== null);

function contractCharges(
  facts: Facts,
  contract: ContractFacts,
  rows: readonly SealedWork[],
  lines: ContractLines,
): Charge[] {
  const { signed, period } = lines;
  const inForce = daysInForce(contractSpan(contract), period);
  const charges: Charge[] = [];
  let parts: WorkPart[] = workParts(rows, (day) => computePriceOn(facts, signed.priceList, day));
  if (signed.reserved !== null && inForce !== null) {
    const includedMs = reservedMs(signed.reserved.units, inForce);
    charges.push(reservedCharge(lines, signed.reserved, includedMs, inForce));
    parts = deduct(parts, includedMs, ({ plan }) => plan === RESERVED_PLAN).rest;
  }
  if (signed.allowanceUnits !== null) parts = deduct(parts, msOfUnits(signed.allowanceUnits)).rest;
  charges.push(...priceWork(parts).map((part) => partCharge(lines, part)));
  if (signed.minimumEurPerMonth !== null && inForce !== null) {
    const chargedCents = charges.reduce((sum, charge) => addExact(sum, charge.amountCents), 0);
    const missingCents = topUpCents(signed.minimumEurPerMonth, inForce, chargedCents);
    if (missingCents > 0) charges.push(topUpCharge(lines, missingCents, inForce));
  }
  return charges;
}

const ORDER_OF_KINDS = ['usage', 'fee', 'reserved', 'minimum'];
/** Contract by contract; within one usage, fees, reserved capacity, then the top-up. */
const rankOf = ({ key }: Charge): string => {
  const [period, work, contract, kind = '', ...rest] = key.split('|');
  return [period, work, contract, ORDER_OF_KINDS.indexOf(kind), ...rest].join('|');
};
const byKey = (a: Charge, b: Charge): number => (rankOf(a) < rankOf(b) ? -1 : 1);
