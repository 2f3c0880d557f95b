import { Problem } from '../../http/index.js';

/** `2026-01-31T23:00:00.000Z`. */
export const instantText = (ms: number): string => new Date(ms).toISOString();

/**
 * Milliseconds UTC of an ISO instant; a date alone means 00:00 UTC.
 * Throws a 400 INSTANT_INVALID naming the field.
 */
export function instantOf(field: string, text: string): number {
  const ms = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2}))?$/.test(text)
    ? Date.parse(text)
    : Number.NaN;
  if (Number.isNaN(ms))
    throw new Problem(400, {
      code: 'INSTANT_INVALID',
      field,
      remedy:
        'Give an ISO 8601 instant with its offset, such as 2026-01-31T23:00:00Z, or a date (00:00 UTC).',
    });
  return ms;
}

export interface Span {
  readonly fromMs: number;
  /** Exclusive. */
  readonly toMs: number;
}

/** The span of `from` and `to`. Throws a 400 INSTANT_INVALID or SPAN_EMPTY. */
export function spanOf(from: string, to: string): Span {
  const span = { fromMs: instantOf('from', from), toMs: instantOf('to', to) };
  if (span.fromMs < span.toMs) return span;
  throw new Problem(400, { code: 'SPAN_EMPTY', field: 'to', remedy: 'Give an end after the beginning.' });
}
