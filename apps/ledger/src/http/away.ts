import { EventStoreError } from '#event-store';
import { LockLost, LockTimeout } from '#ports/locks';
import { StoreRefused } from '#processes/closing';
import { ModelsMissing } from '#read-models';
import { isDatabaseError } from '../database-fault.js';
import { type ProblemDetails, problemOf } from './problem.js';

const LATER = 'Send the same request again later; what was recorded is recorded once.';

/**
 * A log or database that does not answer, has no room, or is worked on by others for too long: 503 or 429, no fault of
 * the request. Null for any other fault.
 */
export function problemOfAway(fault: unknown): ProblemDetails | null {
  if (fault instanceof EventStoreError)
    return problemOf(503, { code: fault.code, field: '', remedy: `The log cannot be used now. ${LATER}` });
  if (isDatabaseError(fault))
    return problemOf(503, {
      code: fault.code,
      field: '',
      remedy: `The database cannot be used now. ${LATER}`,
    });
  if (fault instanceof ModelsMissing)
    return problemOf(503, { code: fault.code, field: '', remedy: `${fault.message}. ${LATER}` });
  if (fault instanceof StoreRefused)
    return problemOf(fault.code === 'OVERLOADED' ? 429 : 503, { code: fault.code, field: '', remedy: LATER });
  if (fault instanceof LockTimeout)
    return problemOf(503, {
      code: fault.code,
      field: '',
      remedy: `Others decide about the same for too long. ${LATER}`,
    });
  if (fault instanceof LockLost)
    return problemOf(503, {
      code: fault.code,
      field: '',
      remedy: `The database let go of what keeps others from deciding the same. ${LATER}`,
    });
  return null;
}
