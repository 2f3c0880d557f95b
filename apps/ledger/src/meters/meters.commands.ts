import { reconciliation } from '#domain/load-curves';
import { commandsOf } from '../commands/definition.js';
import { reconciliationLock } from '../commands/lock-names.js';
import { AcceptReconciliationDto } from './meters.dto.js';

const onReconciliation = commandsOf({
  decider: reconciliation,
  stream: (command) => `reconciliation-${command.period}`,
  context: async (command, reads) => ({ compared: await reads.compared(command) }),
});

export const METER_COMMANDS = [
  onReconciliation(
    'AcceptReconciliation',
    'A named person accepts that two sources of a month differ by so much.',
    AcceptReconciliationDto,
    { locks: ({ period, kind, subject }) => [reconciliationLock(period, kind, subject)] },
  ),
];
