import type { Refusal } from '#domain/decision';
import { problemOf, type ProblemDetails } from '../http/index.js';

export interface EventPlace {
  readonly type: string;
  readonly stream: string;
  readonly revision: number;
}

/** Done: these events follow from it (none, where it was so already). A repeat gives the same answer. */
export interface CommandDone {
  readonly command: string;
  readonly commandId: string;
  readonly status: 'done';
  readonly events: readonly EventPlace[];
  /** Index from which on every report knows of it; null where the log knew nothing of the stream. */
  readonly position: number | null;
}

/** Refused: nothing was recorded, except perhaps where the log gave no answer in time (STORE_AWAY). */
export interface CommandRefused {
  readonly command: string;
  readonly commandId: string;
  readonly status: 'refused';
  readonly problem: ProblemDetails;
}

export type CommandOutcome = CommandDone | CommandRefused;

const CONTENT_FAULT =
  /_(INVALID|OUT_OF_RANGE|EMPTY|ABSURD|TOO_LONG|TOO_LARGE|MISSING|UNSORTED|TWICE|RESERVED|NOT_HALF_HOUR|NOT_SUPPORTED|BELOW_NET|IN_FUTURE|NOT_POSITIVE|WITHOUT_LABEL|WITHOUT_TERM|NOT_ASCENDING|NOT_OPEN_ENDED|TOO_MANY|UNUSED|AMBIGUOUS)$/;

/** 404: what it names does not exist. 422: wrong whatever else is known. 409: the ledger knows otherwise. */
export function statusOfRefusal({ code }: Refusal): number {
  if (code.endsWith('_UNKNOWN')) return 404;
  return CONTENT_FAULT.test(code) ? 422 : 409;
}

export const problemOfRefusal = (refusal: Refusal): ProblemDetails =>
  problemOf(statusOfRefusal(refusal), refusal);
