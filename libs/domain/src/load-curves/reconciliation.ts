import type { Month } from '#domain/calendar';
import { accept, firstRefused, isSame, payloadOf, refuse, refuseIf, type Decider } from '#domain/decision';
import type { ReconciliationAccepted } from '#events';

export type ReconciliationKind = ReconciliationAccepted['data']['kind'];
export type ReconciliationCommand = {
  readonly type: 'AcceptReconciliation';
} & ReconciliationAccepted['data'];

/** What two sources say of one subject now (Wh, or core·ms); `theirs` null: the ledger does not hold it. */
export interface Compared {
  readonly ours: number;
  readonly theirs: number | null;
}

export interface ReconciliationContext {
  /** Null: the ledger knows nothing of the subject in this month. */
  readonly compared: Compared | null;
}

/** Heaters stand behind the meter of their supply point, so they cannot draw more; each side rounds down (Wh). */
export const METER_TOLERANCE_WH = 1;

/** NO_CURVE: nothing to compare with. WITHIN: the meter saw at least what the heaters drew. */
export type ReconciliationStatus = 'NO_CURVE' | 'WITHIN' | 'DIFFERENCE' | 'ACCEPTED';

/** Whether heaters against their meter differ; an acceptance stands for the difference that it names. */
export function meterStatus(
  { ours, theirs }: Compared,
  acceptedDifference: number | null,
): ReconciliationStatus {
  if (theirs === null) return 'NO_CURVE';
  if (ours <= theirs + METER_TOLERANCE_WH) return 'WITHIN';
  return acceptedDifference === ours - theirs ? 'ACCEPTED' : 'DIFFERENCE';
}

export interface ReconciliationState {
  /** By kind and subject: what stands accepted. */
  readonly accepted: ReadonlyMap<string, ReconciliationAccepted['data']>;
}

const keyOf = ({ kind, subject }: ReconciliationAccepted['data']): string => `${kind}/${subject}`;
const unitOf = (kind: ReconciliationKind): string => (kind === 'meter' ? 'Wh' : 'core·ms');

/**
 * Stream `reconciliation-<yyyy-mm>`: a named person accepts that two sources differ by so much. Refusals:
 * RECONCILIATION_UNKNOWN, RECONCILIATION_CHANGED (the figures are others now), RECONCILIATION_AGREES, FILE_MISSING.
 */
export const reconciliation: Decider<
  ReconciliationCommand,
  ReconciliationState,
  ReconciliationAccepted,
  ReconciliationContext
> = {
  initialState: { accepted: new Map() },

  decide(command, state, { compared }) {
    const data = payloadOf(command);
    const { kind, subject, period, difference, theirs, file } = data;
    if (compared === null || (kind === 'meter' && compared.theirs === null))
      return refuse(
        'RECONCILIATION_UNKNOWN',
        'subject',
        `Nothing of ${subject} can be compared in ${period as Month}.`,
      );
    const { ours } = compared;
    const present = kind === 'meter' ? (compared.theirs ?? theirs) : theirs;
    const refused = firstRefused(
      refuseIf(
        kind === 'jobs' && file === null,
        'FILE_MISSING',
        'file',
        'Name the list of jobs by its SHA-256.',
      ),
      refuseIf(
        present !== theirs || ours - theirs !== difference,
        'RECONCILIATION_CHANGED',
        'difference',
        `Now ours are ${ours} and theirs ${present} ${unitOf(kind)}: look at the report again.`,
      ),
      refuseIf(
        kind === 'meter' && meterStatus(compared, null) === 'WITHIN',
        'RECONCILIATION_AGREES',
        'difference',
        'The meter saw at least what the heaters drew: there is nothing to accept.',
      ),
    );
    if (refused !== null) return refused;
    return isSame(state.accepted.get(keyOf(data)), data)
      ? accept()
      : accept({ type: 'ReconciliationAccepted', data });
  },

  evolve({ accepted }, { data }) {
    return { accepted: new Map(accepted).set(keyOf(data), data) };
  },
};
