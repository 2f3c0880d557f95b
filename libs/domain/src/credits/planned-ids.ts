import type { Month } from '#domain/calendar';
import type { DocumentIssuedData } from '#events';

/** Documents that a decision makes have ids as those have that a close plans: a month, then what they are. */
const OF_DECISIONS = /^\d{4}-\d{2}\.(?:credited|cancelled|reissued|corrected)\./;

/** Whether a decision made the document, and no close. */
export const isOfDecision = (planned: string): boolean => OF_DECISIONS.test(planned);

type Planned = Pick<DocumentIssuedData, 'planned' | 'number'>;
/** A document that takes the place of another is of the month that planned that one: its usage stands behind it. */
const monthOfPlan = ({ planned }: Pick<Planned, 'planned'>): Month => planned.slice(0, 7);

/** A part that is given back counts in the month in which that is decided. */
export const creditPlannedId = (month: Month, credit: string): string => `${month}.credited.${credit}`;

export const cancelPlannedId = (original: Planned): string =>
  `${monthOfPlan(original)}.cancelled.${original.number}`;

export const reissuePlannedId = (original: Planned): string =>
  `${monthOfPlan(original)}.reissued.${original.number}`;

/** The document that is issued beside the credit note of a cancellation; null: it is none. */
export const reissueBeside = (credit: string): string | null =>
  /^\d{4}-\d{2}\.cancelled\./.test(credit) ? credit.replace('.cancelled.', '.reissued.') : null;

/** @param number of the paper that is replaced */
export const correctedPlannedId = (original: Planned, number: string): string =>
  `${monthOfPlan(original)}.corrected.${number}`;
