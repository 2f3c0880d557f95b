import type { Projector } from '#read-models';
import { StoreRefused } from '#processes/closing';
import { Problem } from './http/problem.js';
import { passedUntil } from './stopping.js';

export interface Wait {
  /** How long (ms); Infinity: as long as it takes. */
  readonly waitMs: number;
  /** Ends the waiting. */
  readonly signal?: AbortSignal;
  /** Of the request, in which the index was asked for. */
  readonly field?: string;
}

/**
 * Waits until the read models have passed an event, but not too long.
 * @throws Problem 503 READ_MODELS_BEHIND; StoreRefused CLOSED once the signal is given
 */
export async function passedWithin(
  projector: Projector,
  index: number,
  { waitMs, signal, field = '' }: Wait,
): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    if (waitMs !== Infinity) timer = setTimeout(() => resolve('have not come to it yet'), waitMs);
  });
  const passing = signal === undefined ? projector.passed(index) : passedUntil(projector, index, signal);
  const passed = passing.then(
    () => null,
    (fault: unknown) => {
      if (fault instanceof StoreRefused) throw fault;
      return 'stopped before it';
    },
  );
  const why = await Promise.race([passed, late]).finally(() => clearTimeout(timer));
  if (why === null) return;
  throw new Problem(503, {
    code: 'READ_MODELS_BEHIND',
    field,
    remedy: `The read models ${why} (event ${index}). Ask again; /v1/status shows how far they are.`,
  });
}
