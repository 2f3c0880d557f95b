import { Command } from '@nestjs/cqrs';
import type { CommandOutcome } from './outcome.js';

/** A command as it comes: named by its path, its content not looked at yet. */
export class RunCommand extends Command<CommandOutcome> {
  constructor(
    /** `commission-heater` */
    readonly command: string,
    readonly data: unknown,
    /** Makes a command done once, however often it is sent. */
    readonly commandId: string,
    /** `person:<id>` */
    readonly actor: string,
  ) {
    super();
  }
}
