import { EventStoreError, type EventStoreErrorCode } from '#event-store';
import { DatabaseError, type DatabaseErrorCode } from '#postgres';
import { redacted } from '../configuration/index.js';
import type { CopyOutcome, Progress } from '../moving/copying.js';
import { CommandEnded, EXIT, type ExitCode } from './exit-codes.js';
import type { Output } from './output.js';

/** Given with the first Ctrl-C or SIGTERM; the second one ends the process at once. */
export function stopSignal(): AbortSignal {
  const stopping = new AbortController();
  const stop = (): void => {
    if (stopping.signal.aborted) process.exit(EXIT.interrupted);
    stopping.abort();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
  return stopping.signal;
}

const spaced = (count: number): string => String(count).replaceAll(/\B(?=(\d{3})+$)/g, ' ');

/** Says how far a copy is, how fast, and how much is left. */
export function teller(output: Output, what: string): (progress: Progress) => void {
  let step: Progress['step'] | null = null;
  let fromMs = 0;
  let fromDone = 0;
  return (progress) => {
    const atMs = performance.now();
    if (progress.step !== step) {
      step = progress.step;
      fromMs = atMs;
      fromDone = progress.done;
    }
    const { done, total } = progress;
    const perSecond = Math.round(((done - fromDone) * 1000) / Math.max(1, atMs - fromMs));
    const speed = perSecond === 0 ? '' : `, ${spaced(perSecond)}/s`;
    output.progress(
      `${progress.step} ${what}: ${spaced(done)} of ${spaced(total)}${speed}, ${spaced(total - done)} left`,
    );
  };
}

const UNREACHABLE: readonly string[] = [
  'SECOND_WRITER',
  'STORE_AWAY',
  'LOG_MISSING',
  'DATABASE_AWAY',
] satisfies (EventStoreErrorCode | DatabaseErrorCode)[];

const ended = (exitCode: ExitCode, code: string, field: string, remedy: string): CommandEnded =>
  new CommandEnded(exitCode, [{ code, field, remedy }]);

/** Ends the command with what a store or database says when it is opened or used; anything else is a fault of ours. */
export const faultOf =
  (field: string) =>
  (fault: unknown): never => {
    if (fault instanceof EventStoreError || fault instanceof DatabaseError)
      throw ended(
        UNREACHABLE.includes(fault.code) ? EXIT.unreachable : EXIT.usage,
        fault.code,
        field,
        redacted(fault.message),
      );
    throw fault;
  };

/** What was copied, or the end of the command. */
export function copiedOr<Copied>(outcome: CopyOutcome<Copied>, what: string): Copied {
  switch (outcome.kind) {
    case 'copied':
      return outcome.copied;
    case 'interrupted':
      throw ended(
        EXIT.interrupted,
        'INTERRUPTED',
        '',
        `${spaced(outcome.next)} of ${spaced(outcome.total)} ${what} stand in the target. Run the same command again: it goes on there.`,
      );
    case 'refused':
      throw new CommandEnded(EXIT.refused, [outcome.refusal]);
  }
}
