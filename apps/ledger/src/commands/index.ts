export { CommandsModule } from './commands.module.js';
export { RunCommand } from './run-command.js';
export type { CommandDone, CommandOutcome, CommandRefused } from './outcome.js';
