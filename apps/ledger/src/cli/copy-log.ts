import { copyLog as copyBetween, type CopiedLog } from '../moving/copy-log.js';
import { openLogSource, openLogTarget, samePlace } from '../moving/open-logs.js';
import type { Run } from './command.js';
import { logPlace } from './copy-places.js';
import { copiedOr, faultOf, stopSignal, teller } from './copy-run.js';
import { CommandEnded, EXIT } from './exit-codes.js';

function textOf({ events, found, sha256, installation }: CopiedLog, grown: number): string {
  return [
    `${events} events stand in both logs, indexes 0 to ${events - 1} (${found} stood in the target already).`,
    `Installation ${installation}`,
    `SHA-256 of their exported lines, the same on both sides: ${sha256}`,
    ...(grown === 0
      ? []
      : [
          `The source has grown by ${grown} since: run the command again when nothing writes to it any more.`,
        ]),
  ].join('\n');
}

/** Copies the log of a ledger to another store: same order, indexes and text. */
export async function copyLog({ output, options }: Run): Promise<void> {
  const [from, to] = [logPlace(options, 'from'), logPlace(options, 'to')];
  if (samePlace(from, to))
    throw new CommandEnded(EXIT.usage, [
      {
        code: 'SAME_PLACE',
        field: '--to',
        remedy: 'Source and target are the same log: give another target.',
      },
    ]);
  const signal = stopSignal();
  const source = await openLogSource(from).catch(faultOf('--from'));
  try {
    const target = await openLogTarget(to).catch(faultOf('--to'));
    try {
      const told = teller(output, 'events');
      const outcome = await copyBetween({
        source: source.store,
        target: target.store,
        ordered: to.kind === 'sqlite',
        signal,
        told,
      }).catch(faultOf(''));
      const copied = copiedOr(outcome, 'events');
      const grown = (await source.store.nextIndex()) - copied.events;
      output.result({ ...copied, grown }, textOf(copied, grown));
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}
