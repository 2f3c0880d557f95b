import { invariant } from '#domain/decision';
import type { Month } from '#domain/calendar';
import type { Facts } from '#domain/facts';
import { readEvent, type DwellingProof } from '#events';
import type { EventStore } from '#event-store';
import type { PrintableProof } from '#documents/model';

const READ_EVENTS = 200;

/** Series under which files of proofs are kept; they are no documents, and post nothing. */
export const PROOF_SERIES = 'proofs';

/** Proofs as the close sealed them, in its order. */
export async function sealedProofs(store: EventStore, period: Month): Promise<DwellingProof[]> {
  const proofs: DwellingProof[] = [];
  for (let from = 0; ; from += READ_EVENTS) {
    const events = await store.readStream(`period-${period}`, from, READ_EVENTS);
    for (const recorded of events) {
      if (recorded.type !== 'DwellingProofsSealed') continue;
      const event = readEvent(recorded);
      if (event.type === 'DwellingProofsSealed') proofs.push(...event.data.proofs);
    }
    if (events.length < READ_EVENTS) return proofs;
  }
}

/** Number of the file of a proof: month and place in the seal, from 1. */
export const proofNumber = (period: Month, place: number): string =>
  `${period}-${String(place + 1).padStart(4, '0')}`;

/** Documents of a month by what they were planned as. */
export type IssuedByPlan = ReadonlyMap<string, PrintableProof['creditedBy'][number]>;

export function printableProof(
  facts: Facts,
  period: Month,
  issueDate: string,
  proof: DwellingProof,
  place: number,
  issued: IssuedByPlan,
): PrintableProof {
  const site = facts.sites.get(proof.site);
  invariant(site !== undefined && facts.company !== null, `proof of unknown site ${proof.site}`);
  const owner = facts.owners.get(proof.payer ?? '')?.registered;
  const resident = proof.resident === null ? undefined : facts.residents.get(proof.resident);
  const { from, to, status, reasons, mainWh, auxWh, ownCostCents, creditedCents, shortCents } = proof;
  return {
    number: proofNumber(period, place),
    period,
    issueDate,
    language: resident?.registered.language ?? 'fr',
    company: facts.company.name,
    site: site.registered.name,
    address: site.registered.address,
    door: site.dwellings.get(proof.dwelling) ?? proof.dwelling,
    resident: proof.resident,
    from,
    to,
    status,
    reasons,
    mainWh,
    auxWh,
    ownCostCents,
    creditedCents,
    shortCents,
    ownerPays: owner?.name ?? null,
    residentPays: proof.payer !== null && owner === undefined,
    valueCents: proof.valueCents ?? null,
    sensedS: proof.sensedS ?? null,
    atSetpointS: proof.atSetpointS ?? null,
    creditedBy: proof.planned.flatMap((planned) => issued.get(planned) ?? []),
  };
}
