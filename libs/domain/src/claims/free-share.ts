import { Decimal } from '#domain/quantity';
import type { FreeDwellings } from '#domain/resident-proof';
import { claimOf, type Claim } from './claim.js';

const named = (prefix: string, counts: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(Object.entries(counts).map(([reason, dwellings]) => [`${prefix}${reason}`, dwellings]));

/** "Free n of m", and the rest by reason. One short dwelling refutes it; an unproven one leaves it open. */
export function freeShareClaim(dwellings: FreeDwellings, proofEvents: readonly number[]): Claim {
  const { free, counted, byStatus, reasons, others } = dwellings;
  const inputs = {
    free,
    counted,
    ...named('status ', byStatus),
    ...named('because ', reasons),
    ...named('not counted ', others),
  };
  const references = { events: proofEvents };
  if (counted === 0)
    return claimOf('free-share', {
      figure: null,
      holds: null,
      inputs,
      references,
      missing: ['dwellings: none was occupied, opted in and heated in the month'],
    });
  const unproven = byStatus['UNPROVEN'] ?? 0;
  const holds = (byStatus['SHORT'] ?? 0) > 0 ? false : unproven > 0 ? null : true;
  const missing = Object.entries(reasons).map(([reason, count]) => `${reason} of ${count} dwellings`);
  return claimOf('free-share', {
    figure: new Decimal(free).div(counted).toFixed(4, Decimal.ROUND_HALF_UP),
    holds,
    inputs,
    references,
    missing: unproven > 0 ? missing : [],
  });
}
