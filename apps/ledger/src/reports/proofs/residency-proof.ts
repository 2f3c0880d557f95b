import { Decimal, addExact } from '#domain/quantity';
import { isPaid } from '#domain/resident-proof';
import type { SealedEnergy } from '#events';
import { money } from '../shape/index.js';
import type { IssuedCredit } from './credit-documents.js';
import type { ProofDocument, ProofEnergy, ResidencyProof } from './dwelling-proof.js';
import type { LiveProof } from './live-proofs.js';
import { proofRow } from './proof-row.js';

/** Hours, two decimals, rounded once. */
const hoursText = (seconds: number): string =>
  new Decimal(seconds).div(3600).toFixed(2, Decimal.ROUND_HALF_UP);

/** One residency: what was sealed, what became of the energy, and how far its credits have come. */
export function residencyProof(proof: LiveProof, energy: readonly SealedEnergy[]): ResidencyProof {
  const { sealed, documents } = proof;
  const own = energy.filter(
    (row) => row.occupant === sealed.resident && row.from >= sealed.from_day && row.from <= sealed.to_day,
  );
  const { sensed_s: sensedS, at_setpoint_s: atSetpointS } = sealed;
  return {
    ...proofRow(proof),
    energy: summed(own),
    hoursAtSetpoint: atSetpointS === null ? null : hoursText(atSetpointS),
    hoursBelowSetpoint: sensedS === null || atSetpointS === null ? null : hoursText(sensedS - atSetpointS),
    creditedBy: documents.map(proofDocument),
  };
}

/** Rows that differ in days or kind alone are one. */
function summed(rows: readonly SealedEnergy[]): ProofEnergy[] {
  const sums = new Map<string, ProofEnergy>();
  for (const { supplyPoint, register, priceCell, status, reason, energyWh } of rows) {
    const key = [supplyPoint, register, priceCell, status, reason].join('\u0000');
    const before = sums.get(key)?.energyWh ?? 0;
    sums.set(key, {
      supplyPoint: supplyPoint ?? '',
      register,
      priceCell,
      status,
      reason,
      energyWh: addExact(before, energyWh),
    });
  }
  return [...sums.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

function proofDocument(credit: IssuedCredit): ProofDocument {
  const { planned, series, number, kind, issueDate, index, grossCents, paidCents, settled } = credit;
  return {
    planned,
    state: number === null ? 'planned' : isPaid(credit) ? 'paid' : 'issued',
    series,
    number,
    kind,
    issueDate,
    gross: number === null ? null : money(grossCents),
    paid: money(paidCents),
    index,
    payments: settled.map(({ kind: how, subject, date, cents, index: at }) => ({
      kind: how,
      subject,
      date,
      amount: money(cents),
      index: at,
    })),
  };
}
