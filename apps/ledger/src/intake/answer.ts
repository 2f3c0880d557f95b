import type { UploadResult } from '#processes/intake';
import { PROBLEM_TYPE, problemOf } from '../http/index.js';

export interface Answer {
  readonly status: 200 | 207 | 422 | 429 | 503;
  readonly contentType: string;
  readonly retryAfterSeconds: number | null;
  readonly text: string;
}

const JSON_TYPE = 'application/json; charset=utf-8';
const RETRY_AFTER_SECONDS = { 429: 1, 503: 5 } as const;

/** What made everything wait; `null` where something was recorded, refused, or waits for an upload before it. */
function waitingFor(results: readonly UploadResult[]): UploadResult | null {
  let waiting: UploadResult | null = null;
  for (const result of results) {
    if (result.status !== 'not-attempted') return null;
    if (result.code !== 'PREVIOUS_FAILED') waiting ??= result;
  }
  return waiting;
}

/** The status says what to do with the request as a whole, the results what became of each upload. */
export function answerTo(results: readonly UploadResult[]): Answer {
  const text = `{"results":${JSON.stringify(results)}}`;
  const answer = (status: Answer['status']): Answer => ({
    status,
    contentType: JSON_TYPE,
    retryAfterSeconds: null,
    text,
  });
  if (results.every(({ status }) => status === 'recorded')) return answer(200);
  const waiting = waitingFor(results);
  if (waiting?.status === 'not-attempted') {
    const status = waiting.code === 'OVERLOADED' ? 429 : 503;
    const problem = { ...problemOf(status, waiting), results };
    const retryAfterSeconds = RETRY_AFTER_SECONDS[status];
    return { status, contentType: PROBLEM_TYPE, retryAfterSeconds, text: JSON.stringify(problem) };
  }
  return answer(results.length === 1 ? 422 : 207);
}
