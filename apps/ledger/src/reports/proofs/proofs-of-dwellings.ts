import type { Facts } from '#domain/facts';
import type { ProofOfDwelling } from '#domain/resident-proof';
import type { LiveProof } from './live-proofs.js';

/** Proofs as "free n of m" counts them: by their status now. */
export const proofsOfDwellings = (proofs: readonly LiveProof[]): ProofOfDwelling[] =>
  proofs.map(({ sealed, reasons, status }) => ({
    site: sealed.site,
    dwelling: sealed.dwelling,
    resident: sealed.resident,
    status,
    reasons,
    energyWh: sealed.main_wh + sealed.aux_wh,
    creditedCents: sealed.credited_cents,
  }));

export const dwellingsKnown = ({ sites }: Facts): number =>
  [...sites.values()].reduce((sum, site) => sum + site.dwellings.size, 0);
