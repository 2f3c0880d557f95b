import type { CommandBus } from '@nestjs/cqrs';
import { StoreRefused } from '#processes/closing';
import type { CommandOutcome } from '../commands/outcome.js';
import { readPayload } from '../commands/read-payload.js';
import type { RunCommand } from '../commands/run-command.js';
import { problemOf } from '../http/index.js';
import { ClosePeriod } from './close-period.command.js';
import { ClosePeriodDto } from './close-period.dto.js';
import { faultOfClose } from './close-runs.js';

export const CLOSE_PERIOD = 'close-period';

/** A close among other commands: the ones after it see the month closed. The batch waits for it, however long it takes. */
export async function closeInBatch(
  bus: CommandBus,
  { command, data, commandId, actor }: RunCommand,
): Promise<CommandOutcome> {
  const read = await readPayload(ClosePeriodDto, data);
  if ('invalid' in read) return { command, commandId, status: 'refused', problem: read.invalid.problem };
  const { period, issueDate } = read.payload as Pick<ClosePeriodDto, 'period' | 'issueDate'>;
  try {
    const outcome = await bus.execute(new ClosePeriod(period, issueDate ?? null, actor, commandId));
    if (outcome.status === 'closed')
      return { command, commandId, status: 'done', events: outcome.events, position: outcome.position };
    const problem = problemOf(409, outcome.refusals[0]!, outcome.refusals);
    return { command, commandId, status: 'refused', problem };
  } catch (fault) {
    if (!(fault instanceof StoreRefused)) throw fault;
    return { command, commandId, status: 'refused', problem: problemOf(503, faultOfClose(fault)) };
  }
}
