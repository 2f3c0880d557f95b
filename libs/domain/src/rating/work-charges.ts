import type { Month } from '#domain/calendar';
import { invariant } from '#domain/decision';
import { computePriceOn, type Facts } from '#domain/facts';
import type { SealedWork } from '#events';
import { lineKey, type Charge, type VatTreatment } from './charge.js';
import { vatOfClient } from './client-vat.js';
import { ChargeSums } from './make-charge.js';

/** Why a party's document cannot be issued; its charges stand nevertheless. */
export interface Obstacle {
  readonly party: string;
  readonly reason: string;
}

export interface WorkCharges {
  readonly charges: readonly Charge[];
  readonly obstacles: readonly Obstacle[];
}

/** Computing is priced per core-hour and invoiced in core-seconds: three decimals are exact. */
const SECONDS_PER_HOUR = 3600;
const UNKNOWN_VAT: VatTreatment = { category: 'E', rate: '0' };

/**
 * What clients owe for computing: one charge per contract, plan component and price version. Work without a price
 * makes no charge: the month is sealed anew when its price is set, and what it is worth then is a late line.
 */
export function workCharges(facts: Facts, period: Month, rows: Iterable<SealedWork>): WorkCharges {
  const sums = new ChargeSums();
  const obstacles = new Map<string, Obstacle>();
  for (const row of rows) {
    if (row.status !== 'billed') continue;
    const contract = facts.contracts.get(row.contract);
    const signed = contract?.signed ?? null;
    invariant(contract !== undefined && signed !== null, `billed work of unknown contract ${row.contract}`);
    const client = facts.clients.get(contract.client);
    invariant(client !== undefined, `contract ${row.contract} of unknown client ${contract.client}`);
    const price = computePriceOn(facts, signed.priceList, row.from);
    const vat = vatOfClient(client, facts.company?.standardVatRate ?? '20');
    const note = (reason: string): unknown =>
      obstacles.set(`${client.client}/${reason}`, { party: client.client, reason });
    // Sealed without a price: it is charged once there is one, and holds back nothing else of its client.
    if (price === null) continue;
    if (typeof vat === 'string') note(vat);
    sums.add(
      {
        key: lineKey(period, 'work', row.contract, 'usage', `${price.priceList}@${price.from}`),
        party: { kind: 'client', id: client.client },
        period,
        subject: row.contract,
        reference: signed.reference,
        unit: 'core-second',
        priceEur: price.components[0]!.tiers[0]!.eurPerUnit,
        priceBase: SECONDS_PER_HOUR,
        vat: typeof vat === 'string' ? UNKNOWN_VAT : vat,
      },
      row.coreMs,
      row.from,
      row.to,
    );
  }
  return { charges: sums.charges(), obstacles: [...obstacles.values()] };
}
