import type { AppendOutcome, AppendRequest, EventStore } from '#event-store';
import type { NewEvent, UploadHead } from '#events';
import { refusal, type UploadRefusal, type WaitingCode } from './refusals.js';

/** The event an upload becomes, with its place in the request. */
export interface Ready {
  readonly place: number;
  readonly head: UploadHead;
  readonly event: NewEvent;
}

export type Recorded =
  | { readonly kind: 'recorded'; readonly repeated: boolean }
  | { readonly kind: 'refused'; readonly why: UploadRefusal }
  | { readonly kind: 'waits'; readonly code: WaitingCode };

const streamOf = (head: UploadHead): string => `telemetry-${head.heater}-${head.epoch}`;

const requestOf = (run: readonly Ready[]): AppendRequest => ({
  stream: streamOf(run[0]!.head),
  // Number = revision: the log itself finds gaps and repeats.
  expectedRevision: run[0]!.head.number - 1,
  events: run.map(({ event }) => event),
});

function verdict(outcome: AppendOutcome, head: UploadHead): Recorded {
  switch (outcome.kind) {
    case 'appended':
      return { kind: 'recorded', repeated: outcome.repeated };
    case 'conflict': {
      const expected = outcome.currentRevision + 1;
      if (head.number < expected) return { kind: 'refused', why: refusal('NUMBER_TAKEN', 'head.number') };
      const remedy = `Number ${expected} is expected next in epoch ${head.epoch}: send the missing uploads first, in order.`;
      return { kind: 'refused', why: refusal('NUMBER_GAP', 'head.number', remedy) };
    }
    case 'failed':
      if (outcome.code === 'EVENT_TOO_LARGE')
        return { kind: 'refused', why: refusal('UPLOAD_TOO_LARGE', 'body') };
      return { kind: 'waits', code: outcome.code };
  }
}

/** Whether the uploads of one heater can go in as one append: one epoch, numbers one after the other. */
const isRun = (uploads: readonly Ready[]): boolean =>
  uploads.every(
    ({ head }, at) => head.epoch === uploads[0]!.head.epoch && head.number === uploads[0]!.head.number + at,
  );

/** One after the other, up to the first that fails. */
async function oneByOne(
  store: EventStore,
  uploads: readonly Ready[],
  tell: (ready: Ready, recorded: Recorded) => void,
): Promise<void> {
  for (const [at, ready] of uploads.entries()) {
    const [outcome] = await store.append([requestOf([ready])]);
    const recorded = verdict(outcome!, ready.head);
    tell(ready, recorded);
    if (recorded.kind === 'recorded') continue;
    for (const later of uploads.slice(at + 1)) tell(later, { kind: 'waits', code: 'PREVIOUS_FAILED' });
    return;
  }
}

/**
 * Puts the uploads of many heaters into the log with one call: per heater they are one append, all or none.
 * Where that fails although it holds several (some were recorded before, or one is at fault), they go
 * one by one, so that nothing of a heater is recorded after a failure and other heaters go on.
 */
export async function recordAll(
  store: EventStore,
  byHeater: Iterable<readonly Ready[]>,
  tell: (ready: Ready, recorded: Recorded) => void,
): Promise<void> {
  const runs: (readonly Ready[])[] = [];
  const singly: (readonly Ready[])[] = [];
  for (const uploads of byHeater) (isRun(uploads) ? runs : singly).push(uploads);
  const outcomes = runs.length === 0 ? [] : await store.append(runs.map(requestOf));
  for (const [at, run] of runs.entries()) {
    const outcome = outcomes[at]!;
    if (outcome.kind === 'appended') for (const ready of run) tell(ready, verdict(outcome, ready.head));
    else if (run.length === 1) tell(run[0]!, verdict(outcome, run[0]!.head));
    else singly.push(run);
  }
  await Promise.all(singly.map((uploads) => oneByOne(store, uploads, tell)));
}
