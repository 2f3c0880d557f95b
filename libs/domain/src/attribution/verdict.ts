import type { Register, SealedEnergy } from '#events';
import type { Stretch, StretchCell } from './stretches.js';

export type EnergyKind = SealedEnergy['kind'];
export interface Verdict {
  readonly status: SealedEnergy['status'];
  readonly reason: string | null;
}

const CREDITED: Verdict = { status: 'credited', reason: null };
const uncreditable = (reason: string): Verdict => ({ status: 'uncreditable', reason });
const pending = (reason: string): Verdict => ({ status: 'pending', reason });

/**
 * What becomes of energy drawn on a stretch. The first reason met stands: where it was drawn,
 * for whom, on which terms, at which price of which hours.
 */
export function verdictOn(
  stretch: Stretch,
  register: Register,
  kind: EnergyKind,
  cell: StretchCell,
): Verdict {
  const { place, standing } = stretch;
  if (place.supplyPoint === null) return uncreditable('NOT_INSTALLED');
  if (standing.holder === null) return pending('NO_HOLDER');
  if (!standing.optedIn) return uncreditable('NOT_OPTED_IN');
  const agreement = standing.agreement;
  if (agreement === null) return uncreditable('NO_AGREEMENT');
  if (register === 'aux' && !agreement.registers.aux) return uncreditable('AUX_NOT_AGREED');
  if (register === 'main' && !agreement.registers.main) return uncreditable('MAIN_NOT_AGREED');
  if (kind === 'estimated' && !agreement.estimates) return uncreditable('ESTIMATE_NOT_AGREED');
  return cell.missing === null ? CREDITED : pending(cell.missing);
}
