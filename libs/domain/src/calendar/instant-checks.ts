import { firstRefused, refuseIf, type Check } from '#domain/decision';

/** A person's watch may run ahead of ours by this much (ms). */
const WATCH_TOLERANCE_MS = 600_000;
/** 2000-01-01. Anything before it is seconds, or a field left empty. */
const EARLIEST_MS = 946_684_800_000;

/** INSTANT_INVALID: seconds instead of ms are the usual mistake. */
export const checkInstant = (field: string, at: number): Check =>
  refuseIf(
    at < EARLIEST_MS,
    'INSTANT_INVALID',
    field,
    'Give milliseconds since 1970 (UTC); this one lies before the year 2000.',
  );

/** INSTANT_INVALID, and AT_IN_FUTURE: what is told has happened. */
export const checkPastInstant = (field: string, at: number, now: number): Check =>
  firstRefused(
    checkInstant(field, at),
    refuseIf(
      at > now + WATCH_TOLERANCE_MS,
      'AT_IN_FUTURE',
      field,
      'Record this once it has happened; the instant is ms UTC.',
    ),
  );
